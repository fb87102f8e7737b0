package dev.parley.adapters.treesitter;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Expressions of Rust. Shared references are not seen: they change no value. */
final class RustExpressions {

  private final RustBodies bodies;
  private final RustMacros macros;

  RustExpressions(RustBodies bodies, RustMacros.Text reader) {
    this.bodies = bodies;
    this.macros = new RustMacros(this, reader);
  }

  Expr expr(Node node) {
    int line = node.line();
    return switch (node.type()) {
      case "string_literal", "raw_string_literal" -> new Expr.Literal(line, text(node));
      case "char_literal" -> character(node);
      case "integer_literal", "float_literal" -> number(node);
      case "boolean_literal" -> new Expr.Literal(line, node.string().equals("true"));
      case "identifier", "field_identifier", "type_identifier", "primitive_type" ->
          name(line, node.string());
      case "self" -> new Expr.Name(line, "self");
      case "scoped_identifier" -> scoped(node);
      case "await_expression" -> new Expr.Await(line, expr(node.first()));
      case "parenthesized_expression" ->
          node.first().isNone() ? new Expr.Other(line, List.of()) : expr(node.first());
      case "try_expression" -> new Expr.Unary(line, "?", expr(node.first()));
      case "reference_expression" ->
          node.has("mutable_specifier")
              ? new Expr.Unary(line, "&mut", expr(node.get("value")))
              : expr(node.get("value"));
      case "unary_expression" -> unary(node);
      case "binary_expression" ->
          new Expr.Binary(
              line, node.get("operator").type(), expr(node.get("left")), expr(node.get("right")));
      case "assignment_expression" ->
          new Expr.Assign(line, expr(node.get("left")), "=", expr(node.get("right")));
      case "compound_assignment_expr" ->
          new Expr.Assign(
              line, expr(node.get("left")), node.get("operator").type(), expr(node.get("right")));
      case "field_expression" -> field(node);
      case "index_expression" -> index(node);
      case "call_expression" -> call(node);
      case "macro_invocation" -> macros.expr(node);
      case "type_cast_expression" ->
          new Expr.Cast(line, RustTypes.name(node.get("type")), expr(node.get("value")));
      case "array_expression" -> array(node);
      case "tuple_expression" -> new Expr.Sequence(line, exprs(node.parts()));
      case "struct_expression" -> struct(node);
      case "closure_expression" -> new Expr.Lambda(line, closure(node));
      case "let_condition" ->
          new Expr.Binary(
              line, "is", expr(node.get("value")), RustPatterns.label(node.get("pattern"), this));
      case "let_chain" ->
          exprs(node.parts()).stream()
              .reduce((a, b) -> new Expr.Binary(a.line(), "&&", a, b))
              .orElse(new Expr.Other(line, List.of()));
      case "if_expression" -> conditional(node);
      case "match_expression" -> chosen(node);
      case "block", "unsafe_block", "async_block", "const_block" -> block(node);
      default -> new Expr.Other(line, exprs(node.parts()));
    };
  }

  private List<Expr> exprs(List<Node> nodes) {
    return nodes.stream().filter(node -> !node.is("attribute_item")).map(this::expr).toList();
  }

  private Expr name(int line, String id) {
    return switch (id) {
      case "None" -> new Expr.Null(line);
      case "Self" -> new Expr.Name(line, bodies.owner());
      default -> new Expr.Name(line, id);
    };
  }

  /** The file's own modules are left out: what they hold is known by its name. */
  private Expr scoped(Node node) {
    Node path = node.get("path");
    Node name = node.get("name");
    if (path.isNone() || path.is("crate", "super", "self")) {
      return name(node.line(), name.string());
    }
    return new Expr.Member(name.line(), expr(path), name.string(), false);
  }

  static String text(Node node) {
    var text = new StringBuilder();
    for (Node part : node.parts()) {
      String written = part.string();
      boolean escape = part.is("escape_sequence");
      text.append(
          escape && !written.isBlank() && written.strip().equals("\\")
              ? ""
              : escape ? Lowering.unescaped(written) : written);
    }
    return text.toString();
  }

  private static Expr character(Node node) {
    String written = node.string().replaceFirst("^b", "");
    String inner =
        written.length() < 3 ? "" : Lowering.unescaped(written.substring(1, written.length() - 1));
    return inner.length() == 1
        ? new Expr.Literal(node.line(), inner.charAt(0))
        : new Expr.Other(node.line(), List.of());
  }

  private static Expr number(Node node) {
    String plain =
        node.string().replaceFirst("(?<=[0-9_])(?:[iu](?:8|16|32|64|128|size)|f\\d+)$", "");
    return plain.matches("0b.*")
        ? new Expr.Other(node.line(), List.of())
        : Lowering.number(node.line(), plain.replaceFirst("\\.$", ".0"));
  }

  private Expr unary(Node node) {
    Expr operand = expr(node.first());
    return node.has("*")
        ? operand
        : new Expr.Unary(node.line(), node.has("!") ? "!" : "-", operand);
  }

  private Expr field(Node node) {
    Node field = node.get("field");
    return new Expr.Member(field.line(), expr(node.get("value")), field.string(), false);
  }

  private Expr index(Node node) {
    var parts = exprs(node.parts());
    boolean range = node.last().is("range_expression");
    return parts.size() == 2 && !range
        ? new Expr.Index(node.line(), parts.get(0), parts.get(1))
        : new Expr.Other(node.line(), parts);
  }

  private Expr call(Node node) {
    Node function = node.get("function");
    Node types = Node.NONE;
    if (function.is("generic_function")) {
      types = function.get("type_arguments");
      function = function.get("function");
    }
    var args =
        node.get("arguments").parts().stream()
            .filter(arg -> !arg.is("attribute_item"))
            .map(arg -> Expr.Arg.of(expr(arg)))
            .toList();
    Expr call = called(node.line(), function, args);
    String type = types.parts().size() == 1 ? RustTypes.name(types.first()) : "";
    return type.isEmpty() || !function.is("field_expression")
        ? call
        : new Expr.Cast(node.line(), type, call);
  }

  private Expr called(int line, Node function, List<Expr.Arg> args) {
    return switch (function.type()) {
      case "field_expression" ->
          new Expr.Call(
              function.get("field").line(),
              Optional.of(expr(function.get("value"))),
              function.get("field").string(),
              args,
              false);
      default ->
          switch (expr(function)) {
            case Expr.Name(int at, var id) -> new Expr.Call(at, Optional.empty(), id, args, false);
            case Expr.Member(int at, var target, var name, _) ->
                new Expr.Call(at, Optional.of(target), name, args, false);
            case Expr other -> new Expr.Call(line, Optional.of(other), "", args, false);
          };
    };
  }

  private Expr array(Node node) {
    var parts = exprs(node.parts());
    return node.has(";")
        ? new Expr.Sequence(node.line(), parts.stream().limit(1).toList())
        : new Expr.Sequence(node.line(), parts);
  }

  private Expr struct(Node node) {
    var args = new ArrayList<Expr.Arg>();
    for (Node field : node.get("body").parts()) {
      switch (field.type()) {
        case "field_initializer" ->
            args.add(new Expr.Arg(field.get("field").string(), expr(field.get("value")), false));
        case "shorthand_field_initializer" ->
            args.add(new Expr.Arg(field.last().string(), expr(field.last()), false));
        case "base_field_initializer" -> args.add(new Expr.Arg("", expr(field.first()), true));
        default -> {}
      }
    }
    String type = RustTypes.name(node.get("name"));
    String owned = type.equals("Self") ? bodies.owner() : type;
    return new Expr.New(node.line(), owned, args, Optional.empty());
  }

  private FunctionDecl closure(Node node) {
    var body = bodies.function(node.get("body"), true);
    return new FunctionDecl(
        node.line(),
        "",
        "",
        RustTypes.params(node.get("parameters")),
        body,
        bodies.closureModifiers(),
        RustTypes.name(node.get("return_type")),
        "",
        node.endLine());
  }

  /** A block with more than a value is a function that is called where it stands. */
  private Expr block(Node node) {
    Node block = node.is("block") ? node : node.child("block");
    var parts = block.parts();
    int line = node.line();
    if (parts.size() == 1 && !parts.getFirst().is("expression_statement", "let_declaration")) {
      return expr(parts.getFirst());
    }
    var body = bodies.within(() -> bodies.function(block, true));
    return at(line, body);
  }

  private static Expr at(int line, List<Stmt> body) {
    var function = new FunctionDecl(line, "", "", List.of(), body, Set.of());
    return new Expr.Call(line, Optional.of(new Expr.Lambda(line, function)), "", List.of(), false);
  }

  private Expr conditional(Node node) {
    Node then = node.get("consequence");
    Node otherwise = node.get("alternative").last();
    boolean plain =
        isValue(then)
            && isValue(otherwise)
            && !node.get("condition").is("let_condition", "let_chain");
    return plain
        ? new Expr.Conditional(
            node.line(), expr(node.get("condition")), expr(then), expr(otherwise))
        : at(node.line(), bodies.within(() -> bodies.function(node, true)));
  }

  private static boolean isValue(Node node) {
    var parts = node.parts();
    return node.is("block")
        && parts.size() == 1
        && !parts.getFirst().is("expression_statement", "let_declaration");
  }

  private Expr chosen(Node node) {
    return at(node.line(), bodies.within(() -> bodies.function(node, true)));
  }
}
