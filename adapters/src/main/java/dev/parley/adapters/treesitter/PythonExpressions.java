package dev.parley.adapters.treesitter;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Param;
import dev.parley.review.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Expressions of Python. */
final class PythonExpressions {

  Expr expr(Node node) {
    int line = node.line();
    return switch (node.type()) {
      case "string" -> string(node);
      case "concatenated_string" -> joined(node);
      case "integer", "float" -> Lowering.number(line, node.string());
      case "true" -> new Expr.Literal(line, true);
      case "false" -> new Expr.Literal(line, false);
      case "none" -> new Expr.Null(line);
      case "identifier" -> new Expr.Name(line, node.string());
      case "parenthesized_expression", "as_pattern_target", "type" ->
          node.first().isNone() ? new Expr.Other(line, List.of()) : expr(node.first());
      case "yield" -> given(node);
      case "await" -> new Expr.Await(line, expr(node.first()));
      case "attribute" ->
          new Expr.Member(
              node.get("attribute").line(),
              expr(node.get("object")),
              node.get("attribute").string(),
              false);
      case "subscript" -> subscript(node);
      case "call" -> call(node);
      case "list",
          "tuple",
          "set",
          "expression_list",
          "pattern_list",
          "tuple_pattern",
          "list_pattern" ->
          new Expr.Sequence(line, exprs(node.parts()));
      case "dictionary" -> mapping(node);
      case "list_comprehension",
          "generator_expression",
          "set_comprehension",
          "dictionary_comprehension" ->
          comprehension(node);
      case "binary_operator" ->
          new Expr.Binary(
              line, node.get("operator").type(), expr(node.get("left")), expr(node.get("right")));
      case "boolean_operator" ->
          new Expr.Binary(
              line,
              node.get("operator").is("and") ? "&&" : "||",
              expr(node.get("left")),
              expr(node.get("right")));
      case "comparison_operator" -> comparison(node);
      case "not_operator" -> new Expr.Unary(line, "!", expr(node.get("argument")));
      case "unary_operator" ->
          new Expr.Unary(line, node.get("operator").type(), expr(node.get("argument")));
      case "conditional_expression" -> conditional(node);
      case "assignment" -> assignment(node);
      case "augmented_assignment" ->
          new Expr.Assign(
              line, expr(node.get("left")), node.get("operator").type(), expr(node.get("right")));
      case "named_expression" ->
          new Expr.Assign(line, expr(node.get("name")), "=", expr(node.get("value")));
      case "lambda" -> new Expr.Lambda(line, lambda(node));
      default -> new Expr.Other(line, exprs(node.parts()));
    };
  }

  private List<Expr> exprs(List<Node> nodes) {
    return nodes.stream().map(this::expr).toList();
  }

  private Expr assignment(Node node) {
    Node right = node.get("right");
    return right.isNone()
        ? new Expr.Other(node.line(), List.of())
        : new Expr.Assign(node.line(), expr(node.get("left")), "=", expr(right));
  }

  private Expr subscript(Node node) {
    Expr target = expr(node.get("value"));
    Node index = node.get("subscript");
    return index.is("slice")
        ? new Expr.Other(node.line(), List.of(target, slice(index)))
        : new Expr.Index(node.line(), target, expr(index));
  }

  /** Where it starts, ends and how far it steps; null for what is not written. */
  private Expr slice(Node node) {
    var bounds = new ArrayList<Expr>();
    bounds.add(new Expr.Null(node.line()));
    for (Node part : node.children()) {
      if (part.is(":")) {
        bounds.add(new Expr.Null(node.line()));
      } else if (part.named() && !part.isComment()) {
        bounds.set(bounds.size() - 1, expr(part));
      }
    }
    return new Expr.Sequence(node.line(), bounds);
  }

  private Expr given(Node node) {
    return new Expr.Other(
        node.line(),
        node.first().isNone()
            ? List.of(new Expr.Name(node.line(), "yield"))
            : List.of(expr(node.first())));
  }

  private Expr string(Node node) {
    String prefix = node.child("string_start").string().toLowerCase(Locale.ROOT);
    var parts = new ArrayList<Expr>();
    for (Node part : node.parts()) {
      if (part.is("string_content")) {
        String text = part.string();
        parts.add(
            new Expr.Literal(part.line(), prefix.contains("r") ? text : Lowering.unescaped(text)));
      } else if (part.is("interpolation")) {
        parts.add(expr(part.get("expression")));
      }
    }
    if (parts.stream().allMatch(Expr.Literal.class::isInstance)) {
      var text = new StringBuilder();
      parts.forEach(part -> text.append(((Expr.Literal) part).value()));
      var literal = new Expr.Literal(node.line(), text.toString());
      return prefix.contains("b") ? new Expr.Cast(node.line(), "bytes", literal) : literal;
    }
    return new Expr.Template(node.line(), parts);
  }

  private Expr joined(Node node) {
    var parts = exprs(node.parts());
    if (parts.stream().allMatch(Expr.Literal.class::isInstance)) {
      var text = new StringBuilder();
      parts.forEach(part -> text.append(((Expr.Literal) part).value()));
      return new Expr.Literal(node.line(), text.toString());
    }
    return new Expr.Template(node.line(), parts);
  }

  private Expr call(Node node) {
    Node function = node.get("function");
    Node given = node.get("arguments");
    var args = new ArrayList<Expr.Arg>();
    if (given.is("generator_expression")) {
      args.add(Expr.Arg.of(expr(given)));
    } else {
      given.parts().forEach(part -> args.add(arg(part)));
    }
    int line = node.line();
    return switch (function.type()) {
      case "identifier" -> new Expr.Call(line, Optional.empty(), function.string(), args, false);
      case "attribute" ->
          new Expr.Call(
              function.get("attribute").line(),
              Optional.of(expr(function.get("object"))),
              function.get("attribute").string(),
              args,
              false);
      default -> new Expr.Call(line, Optional.of(expr(function)), "", args, false);
    };
  }

  private Expr.Arg arg(Node node) {
    return switch (node.type()) {
      case "keyword_argument" ->
          new Expr.Arg(node.get("name").string(), expr(node.get("value")), false);
      case "list_splat", "dictionary_splat" -> new Expr.Arg("", expr(node.first()), true);
      default -> Expr.Arg.of(expr(node));
    };
  }

  private Expr mapping(Node node) {
    var keys = new ArrayList<Expr>();
    var values = new ArrayList<Expr>();
    for (Node part : node.parts()) {
      if (part.is("pair")) {
        keys.add(expr(part.get("key")));
        values.add(expr(part.get("value")));
      } else {
        keys.add(new Expr.Null(part.line()));
        values.add(expr(part.first()));
      }
    }
    return new Expr.Mapping(node.line(), keys, values);
  }

  /** Its variables are bound to elements first, so that what is made of them is known. */
  private Expr comprehension(Node node) {
    var parts = new ArrayList<Expr>();
    for (Node part : node.parts()) {
      if (part.is("for_in_clause")) {
        Expr element = new Expr.Other(part.line(), List.of(expr(part.get("right"))));
        for (String name : names(part.get("left"))) {
          parts.add(new Expr.Assign(part.line(), new Expr.Name(part.line(), name), "=", element));
        }
      }
    }
    Node body = node.get("body");
    parts.addAll(body.is("pair") ? exprs(body.parts()) : List.of(expr(body)));
    return new Expr.Other(node.line(), parts);
  }

  private Expr comparison(Node node) {
    var parts = exprs(node.parts());
    if (parts.size() != 2) {
      return new Expr.Other(node.line(), parts);
    }
    String operator =
        switch (node.get("operators").type()) {
          case "is" -> parts.get(1) instanceof Expr.Null ? "==" : "is";
          case "is not" -> parts.get(1) instanceof Expr.Null ? "!=" : "is not";
          default -> node.get("operators").type();
        };
    boolean converts = parts.get(1) instanceof Expr.Null && node.get("operators").is("==", "!=");
    return new Expr.Binary(node.line(), operator, parts.get(0), parts.get(1), converts);
  }

  private Expr conditional(Node node) {
    var parts = exprs(node.parts());
    return parts.size() == 3
        ? new Expr.Conditional(node.line(), parts.get(1), parts.get(0), parts.get(2))
        : new Expr.Other(node.line(), parts);
  }

  private FunctionDecl lambda(Node node) {
    Node body = node.get("body");
    return new FunctionDecl(
        node.line(),
        "",
        "",
        params(node.get("parameters")),
        List.of(new Stmt.Return(body.line(), Optional.of(expr(body)))),
        Set.of(),
        "",
        "",
        node.endLine());
  }

  List<Param> params(Node node) {
    var params = new ArrayList<Param>();
    for (Node part : node.parts()) {
      String type =
          part.find("type")
              .map(t -> Lowering.simpleType(t.string().replace('[', '<').replace(']', '>')))
              .orElse("");
      Node name =
          switch (part.type()) {
            case "identifier" -> part;
            case "default_parameter", "typed_default_parameter" -> part.get("name");
            default -> part.first();
          };
      if (!name.isNone()) {
        Node value = part.get("value");
        params.add(
            new Param(
                List.of(name.string()),
                type,
                List.of(),
                value.isNone() ? Optional.empty() : Optional.of(fallback(value))));
      }
    }
    return params;
  }

  /** A tuple never changes, unlike a list. */
  private Expr fallback(Node node) {
    return node.is("tuple") ? new Expr.Cast(node.line(), "tuple", expr(node)) : expr(node);
  }

  static List<String> names(Node pattern) {
    return pattern.is("identifier")
        ? List.of(pattern.string())
        : pattern.parts().stream().flatMap(part -> names(part).stream()).toList();
  }
}
