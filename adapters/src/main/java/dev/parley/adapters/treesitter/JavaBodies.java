package dev.parley.adapters.treesitter;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Param;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.TypeDecl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Java's statements and expressions. */
final class JavaBodies extends Lowering {

  private final JavaLowering declarations;

  JavaBodies(JavaLowering declarations) {
    this.declarations = declarations;
  }

  @Override
  void stmt(Node node, List<Stmt> into) {
    int line = node.line();
    if (JavaLowering.isType(node)) {
      into.add(new Stmt.DefineType(line, declarations.type(node)));
      return;
    }
    switch (node.type()) {
      case "local_variable_declaration", "field_declaration", "constant_declaration" ->
          declare(node, into);
      case "expression_statement" -> into.add(new Stmt.Eval(line, expr(node.first())));
      case "explicit_constructor_invocation" -> into.add(new Stmt.Eval(line, other(node)));
      case "if_statement" ->
          into.add(
              new Stmt.If(
                  line,
                  expr(node.get("condition")),
                  body(node.get("consequence")),
                  body(node.get("alternative"))));
      case "while_statement", "do_statement", "for_statement", "enhanced_for_statement" ->
          into.add(loop(node));
      case "switch_expression", "switch_statement" -> into.add(choice(node, false));
      case "return_statement", "yield_statement" ->
          into.add(new Stmt.Return(line, optional(node.first())));
      case "throw_statement" -> into.add(new Stmt.Throw(line, optional(node.first())));
      case "break_statement" -> into.add(new Stmt.Jump(line, true, node.first().string()));
      case "continue_statement" -> into.add(new Stmt.Jump(line, false, node.first().string()));
      case "try_statement", "try_with_resources_statement" -> into.add(attempt(node));
      case "block", "constructor_body" -> into.add(new Stmt.Block(line, stmts(node.parts())));
      case "synchronized_statement" -> into.add(locked(node));
      case "labeled_statement" -> stmt(node.last(), into);
      case "package_declaration", "import_declaration", "enum_constant" -> {}
      case "ERROR" -> into.add(unclear(node));
      default -> into.add(new Stmt.Eval(line, expr(node)));
    }
  }

  private List<Stmt> body(Node node) {
    return block(node, "block");
  }

  private void declare(Node node, List<Stmt> into) {
    String type = simpleType(node.get("type").string());
    var modifiers = JavaLowering.modifiers(node);
    boolean constant = modifiers.contains("final");
    if (node.get("type").is("generic_type")) {
      modifiers.add("<>");
    }
    node.all("declarator")
        .forEach(each -> {
          String dims = each.find("dimensions").map(Node::string).orElse("");
          into.add(
              new Stmt.Declare(
                  each.line(),
                  each.get("name").string(),
                  type.equals("var") ? "" : type + dims,
                  optional(each.get("value")),
                  constant,
                  modifiers));
        });
  }

  /** What is held until the end is a resource, be it a lock. */
  private Stmt locked(Node node) {
    Expr lock = expr(node.first());
    return new Stmt.Try(
        node.line(),
        List.of(new Stmt.Eval(node.line(), lock)),
        body(node.get("body")),
        List.of(),
        List.of());
  }

  private Stmt loop(Node node) {
    int line = node.line();
    var inner = body(node.get("body"));
    if (node.is("enhanced_for_statement")) {
      String type = simpleType(node.get("type").string());
      return new Stmt.ForEach(
          line,
          List.of(node.get("name").string()),
          type.equals("var") ? "" : type,
          expr(node.get("value")),
          inner);
    }
    return new Stmt.Loop(
        line,
        stmts(node.all("init").toList()),
        optional(node.get("condition")),
        exprs(node.all("update").toList()),
        inner,
        node.is("do_statement"));
  }

  private Stmt.Switch choice(Node node, boolean value) {
    var cases = new ArrayList<Stmt.Case>();
    for (Node group : node.get("body").parts()) {
      var labels = new ArrayList<Expr>();
      boolean isDefault = false;
      var rest = new ArrayList<Node>();
      for (Node part : group.parts()) {
        if (part.is("switch_label")) {
          isDefault |= part.parts().isEmpty() || part.has("default");
          part.parts().forEach(label -> labels.add(expr(label)));
        } else {
          rest.add(part);
        }
      }
      boolean arrow = group.is("switch_rule");
      var body = arrow && value ? result(rest) : stmts(rest);
      cases.add(new Stmt.Case(group.line(), labels, isDefault, body, !arrow));
    }
    return new Stmt.Switch(node.line(), expr(node.get("condition")), cases);
  }

  /** The expression behind an arrow is what the whole gives. */
  private List<Stmt> result(List<Node> nodes) {
    if (nodes.size() == 1 && nodes.getFirst().is("expression_statement")) {
      Node only = nodes.getFirst();
      return List.of(new Stmt.Return(only.line(), Optional.of(expr(only.first()))));
    }
    return stmts(nodes);
  }

  private Stmt attempt(Node node) {
    var resources = new ArrayList<Stmt>();
    for (Node each : node.get("resources").parts()) {
      if (each.find("name").isPresent()) {
        resources.add(
            new Stmt.Declare(
                each.line(),
                each.get("name").string(),
                simpleType(each.get("type").string()),
                optional(each.get("value")),
                true));
      } else {
        resources.add(new Stmt.Eval(each.line(), expr(each.first())));
      }
    }
    var catches = new ArrayList<Stmt.Catch>();
    List<Stmt> last = List.of();
    for (Node part : node.parts()) {
      if (part.is("catch_clause")) {
        Node param = part.child("catch_formal_parameter");
        catches.add(
            new Stmt.Catch(
                part.line(),
                param.child("catch_type").parts().stream()
                    .map(t -> simpleType(t.string()))
                    .toList(),
                param.find("name").map(Node::string),
                body(part.get("body")),
                part.get("body").holdsComment()));
      } else if (part.is("finally_clause")) {
        last = body(part.child("block"));
      }
    }
    return new Stmt.Try(node.line(), resources, body(node.get("body")), catches, last);
  }

  @Override
  Expr expr(Node node) {
    int line = node.line();
    return switch (node.type()) {
      case "string_literal" -> new Expr.Literal(line, string(node));
      case "character_literal" -> character(node);
      case "decimal_integer_literal",
          "hex_integer_literal",
          "octal_integer_literal",
          "binary_integer_literal",
          "decimal_floating_point_literal" ->
          number(line, node.string());
      case "true" -> new Expr.Literal(line, true);
      case "false" -> new Expr.Literal(line, false);
      case "null_literal" -> new Expr.Null(line);
      case "identifier", "this", "super", "type_identifier" -> new Expr.Name(line, node.string());
      case "scoped_identifier", "scoped_type_identifier" ->
          new Expr.Name(line, simpleType(node.string()));
      case "parenthesized_expression" -> expr(node.first());
      case "field_access" ->
          new Expr.Member(line, expr(node.get("object")), node.get("field").string(), false);
      case "array_access" -> new Expr.Index(line, expr(node.get("array")), expr(node.get("index")));
      case "method_invocation" ->
          new Expr.Call(
              node.get("name").line(),
              optional(node.get("object")),
              node.get("name").string(),
              args(node.get("arguments")),
              false);
      case "object_creation_expression" -> creation(node);
      case "array_creation_expression" -> array(node);
      case "array_initializer" -> new Expr.Sequence(line, exprs(node.parts()));
      case "binary_expression" ->
          new Expr.Binary(
              line, node.get("operator").type(), expr(node.get("left")), expr(node.get("right")));
      case "unary_expression" ->
          new Expr.Unary(line, node.get("operator").type(), expr(node.get("operand")));
      case "update_expression" ->
          new Expr.Assign(
              line, expr(node.first()), node.has("++") ? "+=" : "-=", new Expr.Literal(line, 1L));
      case "assignment_expression" ->
          new Expr.Assign(
              line, expr(node.get("left")), node.get("operator").type(), expr(node.get("right")));
      case "ternary_expression" ->
          new Expr.Conditional(
              line,
              expr(node.get("condition")),
              expr(node.get("consequence")),
              expr(node.get("alternative")));
      case "cast_expression" ->
          new Expr.Cast(line, simpleType(node.get("type").string()), expr(node.get("value")));
      case "instanceof_expression" -> instance(node);
      case "lambda_expression" -> new Expr.Lambda(line, lambda(node));
      case "switch_expression" -> new Expr.Choice(line, choice(node, true));
      case "class_literal", "method_reference" -> new Expr.Other(line, List.of());
      default -> other(node);
    };
  }

  private static String string(Node node) {
    var text = new StringBuilder();
    node.parts().forEach(part -> text.append(unescaped(part.string())));
    return text.toString();
  }

  private static Expr character(Node node) {
    String text = node.string();
    String inner = text.length() > 2 ? unescaped(text.substring(1, text.length() - 1)) : "";
    return inner.length() == 1
        ? new Expr.Literal(node.line(), inner.charAt(0))
        : new Expr.Other(node.line(), List.of());
  }

  private Expr creation(Node node) {
    String type = simpleType(node.get("type").string());
    Node body = node.child("class_body");
    Optional<TypeDecl> anonymous =
        body.isNone()
            ? Optional.empty()
            : Optional.of(
                new TypeDecl(
                    node.line(), "", List.of(type), declarations.members(body, ""), Set.of()));
    return new Expr.New(node.line(), type, args(node.get("arguments")), anonymous);
  }

  private Expr array(Node node) {
    Node value = node.get("value");
    if (!value.isNone()) {
      return expr(value);
    }
    return new Expr.New(
        node.line(), simpleType(node.get("type").string()) + "[]", List.of(), Optional.empty());
  }

  /** A pattern's variable is the operand under another name. */
  private Expr instance(Node node) {
    Expr left = expr(node.get("left"));
    Node name = node.get("name");
    var parts = new ArrayList<Expr>();
    parts.add(left);
    if (!name.isNone()) {
      String type = simpleType(node.get("right").string());
      parts.add(
          new Expr.Assign(
              node.line(),
              new Expr.Name(node.line(), name.string()),
              "=",
              new Expr.Cast(node.line(), type, left)));
    }
    return new Expr.Other(node.line(), parts);
  }

  private FunctionDecl lambda(Node node) {
    Node params = node.get("parameters");
    List<Param> all =
        switch (params.type()) {
          case "identifier" -> List.of(Param.of(params.string(), ""));
          case "inferred_parameters" ->
              params.parts().stream().map(each -> Param.of(each.string(), "")).toList();
          default -> declarations.params(params);
        };
    Node body = node.get("body");
    List<Stmt> stmts =
        body.is("block")
            ? stmts(body.parts())
            : List.of(new Stmt.Return(body.line(), Optional.of(expr(body))));
    return new FunctionDecl(node.line(), "", "", all, stmts, Set.of(), "", "", node.endLine());
  }
}
