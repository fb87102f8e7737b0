package dev.parley.review.analysis;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Computes what can be computed without running anything. */
final class Constants {

  private static final int TEXT_MAX = 10_000;

  private Constants() {}

  /** Null if it cannot be told. */
  static @Nullable Object binary(String op, Object a, Object b) {
    return switch (op) {
      case "==" -> same(a, b);
      case "!=" -> not(same(a, b));
      case "+" -> a instanceof String || b instanceof String ? joined(a, b) : number(op, a, b);
      case "&&" -> a instanceof Boolean x && b instanceof Boolean y ? x && y : null;
      case "||" -> a instanceof Boolean x && b instanceof Boolean y ? x || y : null;
      default -> number(op, a, b);
    };
  }

  private static @Nullable Boolean same(Object a, Object b) {
    if (a instanceof Value.Known || b instanceof Value.Known) {
      boolean unknown = a == Value.Known.NOTHING || b == Value.Known.NOTHING;
      return unknown ? null : a.equals(b);
    }
    Object x = plain(a);
    Object y = plain(b);
    return (x instanceof Number n && y instanceof Number m)
        ? n.doubleValue() == m.doubleValue()
        : sameKind(x, y);
  }

  private static @Nullable Boolean sameKind(Object x, Object y) {
    return x.getClass() == y.getClass() ? Objects.equals(x, y) : null;
  }

  private static @Nullable Boolean not(@Nullable Boolean value) {
    return value == null ? null : !value;
  }

  private static Object plain(Object value) {
    return value instanceof Character c ? Long.valueOf(c) : value;
  }

  private static @Nullable String joined(Object a, Object b) {
    String text = String.valueOf(a) + b;
    return text.length() > TEXT_MAX || a instanceof Value.Known || b instanceof Value.Known
        ? null
        : text;
  }

  private static @Nullable Object number(String op, Object a, Object b) {
    Object x = plain(a);
    Object y = plain(b);
    if (x instanceof Long n && y instanceof Long m) {
      return whole(op, n, m);
    }
    if (x instanceof Number n && y instanceof Number m) {
      return fraction(op, n.doubleValue(), m.doubleValue());
    }
    return null;
  }

  private static @Nullable Object whole(String op, long a, long b) {
    return switch (op) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "/" -> b == 0 ? null : a / b;
      case "%" -> b == 0 ? null : a % b;
      case "<" -> a < b;
      case ">" -> a > b;
      case "<=" -> a <= b;
      case ">=" -> a >= b;
      case "&" -> a & b;
      case "|" -> a | b;
      case "^" -> a ^ b;
      case "<<" -> a << b;
      case ">>" -> a >> b;
      default -> null;
    };
  }

  private static @Nullable Object fraction(String op, double a, double b) {
    return switch (op) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "/" -> b == 0 ? null : a / b;
      case "<" -> a < b;
      case ">" -> a > b;
      case "<=" -> a <= b;
      case ">=" -> a >= b;
      default -> null;
    };
  }

  static @Nullable Object unary(String op, Object a) {
    return switch (op) {
      case "!" -> a instanceof Boolean b ? !b : null;
      case "-" -> a instanceof Long n ? (Object) (-n) : a instanceof Double d ? -d : null;
      default -> null;
    };
  }

  /** A method of a constant text with constant arguments. */
  static @Nullable Object text(String text, String method, Object[] args) {
    int n = args.length;
    Object first = n > 0 ? plain(args[0]) : "";
    return switch (method) {
      case "length", "size" -> n == 0 ? (Object) (long) text.length() : null;
      case "isEmpty" -> text.isEmpty();
      case "isBlank" -> text.isBlank();
      case "toString", "intern", "toCharArray", "getBytes", "encode" -> text;
      case "trim", "strip" -> n == 0 ? text.strip() : null;
      case "toLowerCase", "lower" -> text.toLowerCase(Locale.ROOT);
      case "toUpperCase", "upper" -> text.toUpperCase(Locale.ROOT);
      case "equals" -> n == 1 ? same(text, args[0]) : null;
      case "equalsIgnoreCase" -> first instanceof String s ? text.equalsIgnoreCase(s) : null;
      case "contains", "includes" -> first instanceof String s ? text.contains(s) : null;
      case "startsWith", "startswith" -> first instanceof String s ? text.startsWith(s) : null;
      case "endsWith", "endswith" -> first instanceof String s ? text.endsWith(s) : null;
      case "concat" -> first instanceof String s ? text + s : null;
      case "indexOf" -> first instanceof String s ? (Object) (long) text.indexOf(s) : null;
      case "charAt" -> first instanceof Long i ? character(text, i) : null;
      case "substring" -> first instanceof Long from ? part(text, from, args) : null;
      default -> null;
    };
  }

  private static @Nullable Object character(String text, long index) {
    return index >= 0 && index < text.length() ? text.charAt((int) index) : null;
  }

  private static @Nullable Object part(String text, long from, Object[] args) {
    long to = args.length > 1 && args[1] instanceof Long end ? end : text.length();
    return from >= 0 && from <= to && to <= text.length()
        ? text.substring((int) from, (int) to)
        : null;
  }
}
