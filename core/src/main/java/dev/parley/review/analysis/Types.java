package dev.parley.review.analysis;

import java.util.Set;

/** What types say of values. */
final class Types {

  private static final Set<String> NUMBERS =
      Set.of(
          "int",
          "long",
          "short",
          "byte",
          "float",
          "double",
          "boolean",
          "Integer",
          "Long",
          "Short",
          "Byte",
          "Float",
          "Double",
          "Boolean",
          "BigDecimal",
          "BigInteger",
          "UUID",
          "LocalDate",
          "LocalDateTime",
          "Instant",
          "Date",
          "number",
          "bigint",
          "bool",
          "Decimal",
          "datetime",
          "OptionalInt",
          "OptionalLong",
          "usize",
          "i32",
          "i64",
          "u32",
          "u64",
          "int64",
          "int32",
          "float64",
          "int8",
          "int16",
          "uint",
          "uint8",
          "uint16",
          "uint32",
          "uint64",
          "float32",
          "rune",
          "time.Duration",
          "time.Time",
          "uuid.UUID",
          "Uuid",
          "isize",
          "i8",
          "i16",
          "i128",
          "u8",
          "u16",
          "u128",
          "f32",
          "f64",
          "char");

  private static final Set<String> TEXTS =
      Set.of(
          "",
          "String",
          "String[]",
          "CharSequence",
          "Object",
          "List",
          "Collection",
          "Set",
          "Map",
          "Iterable",
          "[]",
          "char[]",
          "byte[]",
          "string",
          "any",
          "unknown",
          "str",
          "bytes",
          "list",
          "dict",
          "string[]",
          "StringBuilder",
          "InputStream",
          "Reader",
          "InputSource",
          "File",
          "Path",
          "ByteBuffer",
          "Optional",
          "map",
          "str[]",
          "HashMap");

  private Types() {}

  /** Whether no text of an attacker fits into it. */
  static boolean isNumber(String type) {
    return NUMBERS.contains(type);
  }

  /** Whether it is text, or may hold some. */
  static boolean mayHoldText(String type) {
    return TEXTS.contains(type);
  }
}
