package dev.parley.adapters.treesitter;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rust's patterns: the names they bind, and to what. */
final class RustPatterns {

  private RustPatterns() {}

  static List<String> names(Node pattern) {
    return Optional.of(target(pattern)).stream()
        .flatMap(RustPatterns::names)
        .map(Expr.Name::id)
        .distinct()
        .toList();
  }

  private static java.util.stream.Stream<Expr.Name> names(Expr target) {
    return switch (target) {
      case Expr.Name name -> java.util.stream.Stream.of(name);
      case Expr.Sequence(_, var elements) -> elements.stream().flatMap(RustPatterns::names);
      case Expr.Mapping mapping -> mapping.values().stream().flatMap(RustPatterns::names);
      default -> java.util.stream.Stream.of();
    };
  }

  /** The pattern as something that can be assigned to. */
  static Expr target(Node pattern) {
    int line = pattern.line();
    return switch (pattern.type()) {
      case "identifier", "shorthand_field_identifier" -> named(pattern);
      case "mut_pattern", "ref_pattern", "reference_pattern" -> target(pattern.last());
      case "captured_pattern" -> named(pattern.first());
      case "or_pattern", "match_pattern" -> target(pattern.first());
      case "tuple_pattern", "slice_pattern" -> sequence(line, pattern.children());
      case "tuple_struct_pattern" -> {
        var inner =
            pattern.children().stream().filter(child -> !child.field().equals("type")).toList();
        var elements = sequence(line, inner);
        yield elements.elements().size() == 1 ? elements.elements().getFirst() : elements;
      }
      case "struct_pattern" -> fields(pattern);
      default -> new Expr.Other(line, List.of());
    };
  }

  /** Constants and variants begin with a capital. */
  private static Expr named(Node node) {
    String name = node.string();
    boolean binds = !name.isEmpty() && !Character.isUpperCase(name.charAt(0));
    return binds ? new Expr.Name(node.line(), name) : new Expr.Other(node.line(), List.of());
  }

  private static Expr.Sequence sequence(int line, List<Node> children) {
    var elements =
        children.stream()
            .filter(child -> (child.named() && !child.isComment()) || child.is("_"))
            .map(RustPatterns::target)
            .toList();
    return new Expr.Sequence(line, elements);
  }

  private static Expr fields(Node pattern) {
    var keys = new ArrayList<Expr>();
    var values = new ArrayList<Expr>();
    for (Node field : pattern.parts()) {
      if (field.is("field_pattern")) {
        Node name = field.get("name");
        keys.add(new Expr.Literal(name.line(), name.string()));
        values.add(field.find("pattern").map(RustPatterns::target).orElseGet(() -> named(name)));
      }
    }
    return new Expr.Mapping(pattern.line(), keys, values);
  }

  /** Whether it takes whatever comes. */
  static boolean takesAll(Node pattern) {
    Node inner =
        pattern.is("match_pattern") && !pattern.first().isNone() ? pattern.first() : pattern;
    return pattern.get("condition").isNone()
        && (inner.isNone()
            || inner.string().equals("_")
            || (inner.is("identifier") && target(inner) instanceof Expr.Name));
  }

  private static boolean isError(Node pattern) {
    Node inner = pattern.is("match_pattern") ? pattern.first() : pattern;
    return inner.is("tuple_struct_pattern") && inner.get("type").string().equals("Err");
  }

  /** What stands for the pattern where values are compared. */
  static Expr label(Node pattern, RustExpressions expressions) {
    Node inner = pattern.is("match_pattern") ? pattern.first() : pattern;
    if (isError(pattern)) {
      return new Expr.Other(pattern.line(), List.of(new Expr.Name(pattern.line(), "Err")));
    }
    boolean plain = inner.type().endsWith("_literal") || inner.string().equals("None");
    return plain && pattern.get("condition").isNone()
        ? expressions.expr(inner)
        : new Expr.Other(pattern.line(), List.of());
  }

  /** What an error says is not taken for what brought it about. */
  static void bind(Node pattern, String type, Expr subject, boolean constant, List<Stmt> into) {
    int line = pattern.line();
    Expr value = isError(pattern) ? new Expr.Other(line, List.of()) : subject;
    Expr target = target(pattern);
    if (target instanceof Expr.Name(_, var name)) {
      into.add(new Stmt.Declare(line, name, type, Optional.of(value), constant));
      return;
    }
    declare(pattern, type, into);
    into.add(new Stmt.Eval(line, new Expr.Assign(line, target, "=", value)));
  }

  static void declare(Node pattern, String type, List<Stmt> into) {
    for (String name : names(pattern)) {
      into.add(new Stmt.Declare(pattern.line(), name, type, Optional.empty(), false));
    }
  }
}
