package dev.parley.adapters.treesitter;

import dev.parley.review.syntax.Param;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Go's types, as the rules name them: {@code http.Request} whatever the package was called in this
 * file, without pointers and type arguments; slices with {@code []} behind.
 */
final class GoTypes {

  private static final Set<String> BASIC =
      Set.of(
          "string",
          "bool",
          "byte",
          "rune",
          "int",
          "int8",
          "int16",
          "int32",
          "int64",
          "uint",
          "uint8",
          "uint16",
          "uint32",
          "uint64",
          "uintptr",
          "float32",
          "float64",
          "complex64",
          "complex128");

  private final Map<String, String> imports;

  GoTypes(Map<String, String> imports) {
    this.imports = imports;
  }

  /** Whether a call of that name converts. */
  static boolean isBasic(String name) {
    return BASIC.contains(name);
  }

  String name(Node type) {
    return switch (type.type()) {
      case "pointer_type", "parenthesized_type" -> name(type.first());
      case "generic_type" -> name(type.get("type"));
      case "qualified_type" -> {
        String alias = type.get("package").string();
        yield packageName(imports.getOrDefault(alias, alias)) + "." + type.get("name").string();
      }
      case "slice_type", "array_type", "implicit_length_array_type" ->
          name(type.get("element")) + "[]";
      case "map_type" -> "map";
      case "channel_type" -> "chan";
      case "function_type" -> "func";
      case "interface_type" -> "any";
      case "struct_type" -> "struct";
      default -> type.isNone() ? "" : type.string();
    };
  }

  /** A star if there is a pointer in the type: its values are shared, not copied. */
  static Set<String> marks(Node type) {
    return type.string().contains("*") ? Set.of("*") : Set.of();
  }

  /** What a function gives; more than one with commas between and round brackets around. */
  String results(Node result) {
    if (!result.is("parameter_list")) {
      return name(result);
    }
    var all = params(result).stream().map(Param::type).toList();
    return all.size() == 1 ? all.getFirst() : "(" + String.join(",", all) + ")";
  }

  /** The last element of a package's path that is not its version. */
  static String packageName(String path) {
    String plain = path.replaceFirst("/v\\d+$", "").replaceFirst("\\.v\\d+$", "");
    return plain.substring(plain.lastIndexOf('/') + 1);
  }

  List<Param> params(Node list) {
    var params = new ArrayList<Param>();
    for (Node part : list.parts()) {
      boolean many = part.is("variadic_parameter_declaration");
      String type = name(part.get("type")) + (many ? "[]" : "");
      var names = part.all("name").map(Node::string).toList();
      if (names.isEmpty()) {
        params.add(Param.of("_", type));
      }
      var marks = List.copyOf(marks(part.get("type")));
      names.forEach(name -> params.add(new Param(List.of(name), type, marks)));
    }
    return params;
  }
}
