package dev.parley.adapters.treesitter;

import dev.parley.review.syntax.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Expressions of Go. */
final class GoExpressions {

  private final GoLowering declarations;
  private final GoTypes types;

  GoExpressions(GoLowering declarations, GoTypes types) {
    this.declarations = declarations;
    this.types = types;
  }

  Expr expr(Node node) {
    int line = node.line();
    return switch (node.type()) {
      case "interpreted_string_literal", "raw_string_literal" -> new Expr.Literal(line, text(node));
      case "rune_literal" -> rune(node);
      case "int_literal", "float_literal" -> number(node);
      case "true" -> new Expr.Literal(line, true);
      case "false" -> new Expr.Literal(line, false);
      case "nil" -> new Expr.Null(line);
      case "identifier",
          "field_identifier",
          "type_identifier",
          "package_identifier",
          "blank_identifier" ->
          new Expr.Name(line, node.string());
      case "parenthesized_expression", "literal_element", "variadic_argument" ->
          node.first().isNone() ? new Expr.Other(line, List.of()) : expr(node.first());
      case "selector_expression" ->
          new Expr.Member(
              node.get("field").line(),
              expr(node.get("operand")),
              node.get("field").string(),
              false);
      case "index_expression" ->
          new Expr.Index(line, expr(node.get("operand")), expr(node.get("index")));
      case "slice_expression" -> slice(node);
      case "type_assertion_expression", "type_conversion_expression" -> conversion(node);
      case "call_expression" -> call(node);
      case "composite_literal" -> composite(node.get("type"), node.get("body"));
      case "literal_value" -> composite(Node.NONE, node);
      case "func_literal" -> new Expr.Lambda(line, declarations.function(node));
      case "unary_expression" -> unary(node);
      case "binary_expression" ->
          new Expr.Binary(
              line, node.get("operator").type(), expr(node.get("left")), expr(node.get("right")));
      case "expression_list" -> list(node);
      default -> new Expr.Other(line, exprs(node.parts()));
    };
  }

  private List<Expr> exprs(List<Node> nodes) {
    return nodes.stream().map(this::expr).toList();
  }

  /** One expression, or all of them together. */
  Expr list(Node node) {
    var all = exprs(node.is("expression_list") ? node.parts() : List.of(node));
    return all.size() == 1 ? all.getFirst() : new Expr.Sequence(node.line(), all);
  }

  static String text(Node node) {
    String written = node.string();
    String inner = written.length() < 2 ? "" : written.substring(1, written.length() - 1);
    return node.is("raw_string_literal") ? inner : Lowering.unescaped(inner);
  }

  private static Expr rune(Node node) {
    String written = node.string();
    String inner =
        written.length() < 3 ? "" : Lowering.unescaped(written.substring(1, written.length() - 1));
    return inner.length() == 1
        ? new Expr.Literal(node.line(), inner.charAt(0))
        : new Expr.Other(node.line(), List.of());
  }

  private static Expr number(Node node) {
    String written = node.string();
    return Lowering.number(node.line(), written.replaceFirst("^0(?=[0-7_]+$)", "0o"));
  }

  /** The operand first, then the bounds. */
  private Expr slice(Node node) {
    var unknown = new Expr.Other(node.line(), List.of());
    var parts = new ArrayList<Expr>();
    parts.add(expr(node.get("operand")));
    parts.add(node.find("start").map(this::expr).orElse(unknown));
    parts.add(node.find("end").map(this::expr).orElse(unknown));
    return new Expr.Other(node.line(), parts);
  }

  private Expr unary(Node node) {
    Expr operand = expr(node.get("operand"));
    String operator = node.get("operator").type();
    return operator.equals("*") || (operator.equals("&") && operand instanceof Expr.New)
        ? operand
        : new Expr.Unary(node.line(), operator, operand);
  }

  private Expr conversion(Node node) {
    Node type = node.get("type");
    Expr operand = expr(node.get("operand"));
    // Without types, a call with type arguments looks the same.
    return type.is("generic_type")
        ? new Expr.Call(
            node.line(), Optional.empty(), types.name(type), List.of(Expr.Arg.of(operand)), false)
        : new Expr.Cast(node.line(), types.name(type), operand);
  }

  private Expr call(Node node) {
    Node function = node.get("function");
    while (function.is("parenthesized_expression", "type_instantiation_expression")) {
      function = function.first();
    }
    int line = node.line();
    var given = node.get("arguments").parts();
    String name = function.string();
    boolean plain = function.is("identifier");
    if (plain && GoTypes.isBasic(name) && given.size() == 1) {
      return new Expr.Cast(line, name, expr(given.getFirst()));
    }
    if (plain && (name.equals("make") || name.equals("new")) && !given.isEmpty()) {
      return made(line, given);
    }
    var args = given.stream().map(this::arg).toList();
    return switch (function.type()) {
      case "identifier" -> new Expr.Call(line, Optional.empty(), name, args, false);
      case "selector_expression" ->
          new Expr.Call(
              function.get("field").line(),
              Optional.of(expr(function.get("operand"))),
              function.get("field").string(),
              args,
              false);
      default -> new Expr.Call(line, Optional.of(expr(function)), "", args, false);
    };
  }

  private Expr.Arg arg(Node node) {
    return new Expr.Arg("", expr(node), node.is("variadic_argument"));
  }

  private Expr made(int line, List<Node> given) {
    Node type = given.getFirst();
    return switch (type.type()) {
      case "map_type" -> new Expr.Mapping(line, List.of(), List.of());
      case "slice_type" ->
          new Expr.New(
              line, types.name(type), args(given.subList(1, given.size())), Optional.empty());
      case "channel_type" ->
          new Expr.New(line, "chan", args(given.subList(1, given.size())), Optional.empty());
      default -> new Expr.New(line, types.name(type), List.of(), Optional.empty());
    };
  }

  private List<Expr.Arg> args(List<Node> nodes) {
    return nodes.stream().map(this::arg).toList();
  }

  /** A struct, slice or map; an inner one may leave its type out. */
  private Expr composite(Node type, Node body) {
    int line = body.line();
    var keys = new ArrayList<Node>();
    var values = new ArrayList<Expr>();
    for (Node part : body.parts()) {
      boolean keyed = part.is("keyed_element");
      keys.add(keyed ? part.get("key").first() : Node.NONE);
      Node value = keyed ? part.get("value") : part;
      values.add(expr(value.is("literal_element") ? value.first() : value));
    }
    boolean keyed = keys.stream().anyMatch(key -> !key.isNone());
    return switch (type.type()) {
      case "slice_type", "array_type", "implicit_length_array_type" ->
          new Expr.Sequence(line, values);
      case "map_type" -> new Expr.Mapping(line, keys(keys, false), values);
      case "" ->
          keyed
              ? new Expr.Mapping(line, keys(keys, true), values)
              : new Expr.Sequence(line, values);
      default -> {
        var args = new ArrayList<Expr.Arg>();
        for (int i = 0; i < values.size(); i++) {
          args.add(new Expr.Arg(keys.get(i).string(), values.get(i), false));
        }
        yield new Expr.New(type.line(), types.name(type), args, Optional.empty());
      }
    };
  }

  /** A bare name is a field's, if it is none of a map. */
  private List<Expr> keys(List<Node> keys, boolean fields) {
    return keys.stream()
        .map(key ->
            fields && key.is("identifier") ? new Expr.Literal(key.line(), key.string()) : key(key))
        .toList();
  }

  private Expr key(Node key) {
    return key.isNone() ? new Expr.Null(key.line()) : expr(key);
  }

  Expr assignment(Node node) {
    Expr left = list(node.get("left"));
    String operator = node.get("operator").type();
    return new Expr.Assign(node.line(), left, operator, list(node.get("right")));
  }

  Expr step(Node node) {
    String operator = node.is("inc_statement") ? "+=" : "-=";
    Expr one = new Expr.Literal(node.line(), 1L);
    return new Expr.Assign(node.line(), expr(node.first()), operator, one);
  }

  /** What is done behind each round of a loop. */
  Expr update(Node node) {
    return switch (node.type()) {
      case "inc_statement", "dec_statement" -> step(node);
      case "assignment_statement", "short_var_declaration" -> assigned(node);
      default -> expr(node.is("expression_statement") ? node.first() : node);
    };
  }

  private Expr assigned(Node node) {
    return node.is("assignment_statement")
        ? assignment(node)
        : new Expr.Assign(node.line(), list(node.get("left")), "=", list(node.get("right")));
  }
}
