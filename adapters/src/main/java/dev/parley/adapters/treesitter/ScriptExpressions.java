package dev.parley.adapters.treesitter;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Param;
import dev.parley.review.syntax.Stmt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Expressions of JavaScript and TypeScript. */
final class ScriptExpressions {

  private final ScriptLowering statements;

  ScriptExpressions(ScriptLowering statements) {
    this.statements = statements;
  }

  Expr expr(Node node) {
    int line = node.line();
    return switch (node.type()) {
      case "string" -> new Expr.Literal(line, text(node));
      case "number" -> Lowering.number(line, node.string());
      case "true" -> new Expr.Literal(line, true);
      case "false" -> new Expr.Literal(line, false);
      case "null", "undefined" -> new Expr.Null(line);
      case "identifier",
          "this",
          "super",
          "property_identifier",
          "shorthand_property_identifier_pattern",
          "shorthand_property_identifier",
          "import" ->
          new Expr.Name(line, node.string());
      case "parenthesized_expression",
          "non_null_expression",
          "satisfies_expression",
          "instantiation_expression" ->
          expr(node.first());
      case "yield_expression" ->
          new Expr.Other(
              line,
              node.first().isNone()
                  ? List.of(new Expr.Name(line, "yield"))
                  : List.of(expr(node.first())));
      case "await_expression" -> new Expr.Await(line, expr(node.first()));
      case "as_expression" -> expr(node.first());
      case "type_assertion" -> expr(node.last());
      case "member_expression" ->
          new Expr.Member(
              node.get("property").line(),
              expr(node.get("object")),
              node.get("property").string(),
              node.has("optional_chain"));
      case "subscript_expression" ->
          node.has("optional_chain")
              ? new Expr.Other(line, List.of(expr(node.get("object")), expr(node.get("index"))))
              : new Expr.Index(line, expr(node.get("object")), expr(node.get("index")));
      case "call_expression" -> call(node);
      case "new_expression" ->
          new Expr.New(
              line,
              node.get("constructor").string(),
              args(node.get("arguments")),
              Optional.empty());
      case "array", "array_pattern" -> new Expr.Sequence(line, exprs(node.parts()));
      case "object", "object_pattern" -> mapping(node);
      case "template_string" -> template(node);
      case "binary_expression" ->
          new Expr.Binary(
              line,
              operator(node.get("operator").type()),
              expr(node.get("left")),
              expr(node.get("right")),
              node.get("operator").is("==", "!="));
      case "unary_expression" ->
          new Expr.Unary(line, node.get("operator").type(), expr(node.get("argument")));
      case "update_expression" ->
          new Expr.Assign(
              line,
              expr(node.get("argument")),
              node.get("operator").is("++") ? "+=" : "-=",
              new Expr.Literal(line, 1L));
      case "assignment_expression" ->
          new Expr.Assign(line, expr(node.get("left")), "=", expr(node.get("right")));
      case "augmented_assignment_expression" ->
          new Expr.Assign(
              line, expr(node.get("left")), node.get("operator").type(), expr(node.get("right")));
      case "ternary_expression" ->
          new Expr.Conditional(
              line,
              expr(node.get("condition")),
              expr(node.get("consequence")),
              expr(node.get("alternative")));
      case "arrow_function", "function_expression", "generator_function" ->
          new Expr.Lambda(line, function(node, node.find("name").map(Node::string).orElse(""), ""));
      case "spread_element", "rest_pattern" -> expr(node.first());
      case "assignment_pattern", "object_assignment_pattern" -> expr(node.get("left"));
      case "class" -> new Expr.New(line, "", List.of(), Optional.of(statements.type(node)));
      case "regex" -> new Expr.Other(line, List.of());
      default -> new Expr.Other(line, exprs(node.parts()));
    };
  }

  /** A strict and a loose comparison have one operator. */
  private static String operator(String written) {
    return switch (written) {
      case "===" -> "==";
      case "!==" -> "!=";
      default -> written;
    };
  }

  private List<Expr> exprs(List<Node> nodes) {
    return nodes.stream().map(this::expr).toList();
  }

  private List<Expr.Arg> args(Node node) {
    return node.parts().stream()
        .map(part -> new Expr.Arg("", expr(part), part.is("spread_element")))
        .toList();
  }

  private Expr call(Node node) {
    Node function = node.get("function");
    Node given = node.get("arguments");
    List<Expr.Arg> args =
        given.is("template_string") ? List.of(Expr.Arg.of(expr(given))) : args(given);
    while (function.is("parenthesized_expression", "non_null_expression")) {
      function = function.first();
    }
    int line = function.is("member_expression") ? function.get("property").line() : node.line();
    if (function.is("identifier", "super", "import")) {
      return new Expr.Call(line, Optional.empty(), function.string(), args, false);
    }
    if (function.is("member_expression")) {
      return new Expr.Call(
          line,
          Optional.of(expr(function.get("object"))),
          function.get("property").string(),
          args,
          function.has("optional_chain") || node.has("optional_chain"));
    }
    return new Expr.Call(line, Optional.of(expr(function)), "", args, node.has("optional_chain"));
  }

  private Expr mapping(Node node) {
    var keys = new ArrayList<Expr>();
    var values = new ArrayList<Expr>();
    for (Node part : node.parts()) {
      int line = part.line();
      switch (part.type()) {
        case "pair", "pair_pattern" -> {
          keys.add(key(part.get("key")));
          values.add(expr(part.get("value")));
        }
        case "shorthand_property_identifier", "shorthand_property_identifier_pattern" -> {
          keys.add(new Expr.Literal(line, part.string()));
          values.add(new Expr.Name(line, part.string()));
        }
        case "object_assignment_pattern" -> {
          keys.add(new Expr.Literal(line, part.get("left").string()));
          values.add(new Expr.Name(line, part.get("left").string()));
        }
        case "method_definition" -> {
          keys.add(new Expr.Literal(line, part.get("name").string()));
          values.add(new Expr.Lambda(line, function(part, part.get("name").string(), "")));
        }
        default -> {
          keys.add(new Expr.Null(line));
          values.add(expr(part));
        }
      }
    }
    return new Expr.Mapping(node.line(), keys, values);
  }

  private Expr key(Node node) {
    return switch (node.type()) {
      case "property_identifier", "private_property_identifier" ->
          new Expr.Literal(node.line(), node.string());
      case "computed_property_name" -> expr(node.first());
      default -> expr(node);
    };
  }

  private Expr template(Node node) {
    var parts = new ArrayList<Expr>();
    for (Node part : node.parts()) {
      parts.add(
          part.is("template_substitution")
              ? expr(part.first())
              : new Expr.Literal(part.line(), Lowering.unescaped(part.string())));
    }
    return new Expr.Template(node.line(), parts);
  }

  static String text(Node node) {
    var text = new StringBuilder();
    node.parts().forEach(part -> text.append(Lowering.unescaped(part.string())));
    return text.toString();
  }

  static String annotation(Node node) {
    return node.find("type").map(type -> type.first().string().strip()).orElse("");
  }

  /** Names a pattern binds. */
  static List<String> patternNames(Node pattern) {
    return switch (pattern.type()) {
      case "identifier", "shorthand_property_identifier_pattern" -> List.of(pattern.string());
      case "pair_pattern" -> patternNames(pattern.get("value"));
      case "assignment_pattern", "object_assignment_pattern" -> patternNames(pattern.get("left"));
      default -> pattern.parts().stream().flatMap(part -> patternNames(part).stream()).toList();
    };
  }

  FunctionDecl function(Node node, String name, String owner) {
    var params = new ArrayList<Param>();
    node.find("parameter").ifPresent(only -> params.add(Param.of(only.string(), "")));
    node.get("parameters").parts().forEach(each -> params.add(param(each)));
    Node body = node.get("body");
    List<Stmt> stmts =
        body.is("statement_block")
            ? statements.body(body)
            : body.isNone()
                ? List.of()
                : List.of(new Stmt.Return(body.line(), Optional.of(expr(body))));
    var modifiers = new HashSet<String>();
    node.children().stream()
        .filter(child -> child.is("async", "static", "accessibility_modifier", "*", "get", "set"))
        .forEach(child -> modifiers.add(child.string()));
    if (node.is("arrow_function")) {
      modifiers.add("arrow");
    }
    return new FunctionDecl(
        node.line(),
        name,
        owner,
        params,
        stmts,
        modifiers,
        node.find("return_type").map(type -> Lowering.simpleType(type.first().string())).orElse(""),
        "",
        node.endLine());
  }

  private Param param(Node node) {
    Node pattern = node.find("pattern").orElse(node);
    Node value = node.is("assignment_pattern") ? node.get("right") : node.get("value");
    List<String> annotations =
        node.children().stream()
            .filter(child -> child.is("decorator"))
            .map(child -> child.string().replaceAll("^@|\\(.*", ""))
            .toList();
    return new Param(
        Stream.of(pattern).flatMap(each -> patternNames(each).stream()).toList(),
        annotation(node),
        annotations,
        value.isNone() ? Optional.empty() : Optional.of(expr(value)));
  }
}
