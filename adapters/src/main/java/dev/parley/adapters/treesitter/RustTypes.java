package dev.parley.adapters.treesitter;

import dev.parley.review.syntax.Param;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Rust's types by their last name. What is only around a value, such as a reference, {@code Option}
 * or {@code Arc}, is left out; vectors and slices have {@code []} behind.
 */
final class RustTypes {

  private static final Set<String> AROUND =
      Set.of(
          "Option",
          "Result",
          "Box",
          "Arc",
          "Rc",
          "Mutex",
          "RwLock",
          "RefCell",
          "Cell",
          "Cow",
          "Pin",
          "MutexGuard",
          "Ref",
          "RefMut",
          "Query",
          "Path",
          "Json",
          "Form",
          "Data",
          "State",
          "Extension",
          "TypedHeader",
          "Lazy",
          "OnceCell",
          "LazyLock",
          "OnceLock");
  private static final Set<String> LISTS = Set.of("Vec", "VecDeque", "HashSet", "BTreeSet");

  private RustTypes() {}

  static String name(Node type) {
    return switch (type.type()) {
      case "reference_type", "pointer_type" -> name(type.get("type"));
      case "dynamic_type", "abstract_type" -> name(type.get("trait"));
      case "scoped_type_identifier" -> type.get("name").string();
      case "generic_type" -> generic(type);
      case "array_type" -> name(type.get("element")) + "[]";
      case "tuple_type" -> tuple(type);
      case "bounded_type" -> name(type.first());
      case "function_type" -> "fn";
      case "type_identifier", "primitive_type" -> type.string();
      default -> "";
    };
  }

  private static String generic(Node type) {
    String outer = name(type.get("type"));
    var args =
        type.get("type_arguments").parts().stream().filter(arg -> !arg.is("lifetime")).toList();
    if (args.isEmpty()) {
      return outer;
    }
    return AROUND.contains(outer)
        ? name(args.getFirst())
        : LISTS.contains(outer) ? name(args.getFirst()) + "[]" : outer;
  }

  /** A tuple of numbers is as good as a number. */
  private static String tuple(Node type) {
    var parts = type.parts();
    boolean numbers =
        !parts.isEmpty()
            && parts.stream()
                .allMatch(part -> part.is("primitive_type") && !part.string().equals("str"));
    return numbers ? parts.getFirst().string() : "";
  }

  /** What stands around a parameter's type, such as {@code Query<>}. */
  private static List<String> around(Node type) {
    return switch (type.type()) {
      case "reference_type" -> around(type.get("type"));
      case "generic_type" -> List.of(name(type.get("type")) + "<>");
      default -> List.of();
    };
  }

  /** Without the object itself. */
  static List<Param> params(Node list) {
    var params = new ArrayList<Param>();
    for (Node part : list.parts()) {
      if (part.is("self_parameter", "attribute_item")) {
        continue;
      }
      Node pattern = part.is("parameter") ? part.get("pattern") : part;
      Node type = part.is("parameter") ? part.get("type") : Node.NONE;
      var names = RustPatterns.names(pattern);
      params.add(new Param(names.isEmpty() ? List.of("_") : names, name(type), around(type)));
    }
    return params;
  }
}
