package dev.parley.adapters.treesitter;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Language;
import dev.parley.review.syntax.SourceUnit;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.TypeDecl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Statements and declarations of JavaScript and TypeScript. */
final class ScriptLowering extends Lowering {

  private final Language language;
  private final ScriptExpressions expressions = new ScriptExpressions(this);
  private final Map<String, String> imports = new HashMap<>();

  ScriptLowering(Language language) {
    this.language = language;
  }

  SourceUnit lower(Node root) {
    var body = stmts(root.parts());
    return new SourceUnit(language, imports, body, root.isBroken());
  }

  @Override
  Expr expr(Node node) {
    return expressions.expr(node);
  }

  List<Stmt> body(Node node) {
    return block(node, "statement_block", "else_clause");
  }

  @Override
  void stmt(Node node, List<Stmt> into) {
    int line = node.line();
    switch (node.type()) {
      case "import_statement" -> imported(node);
      case "lexical_declaration", "variable_declaration" -> declare(node, into);
      case "expression_statement" -> into.add(new Stmt.Eval(line, expr(node.first())));
      case "export_statement" -> exported(node, into);
      case "function_declaration", "generator_function_declaration" ->
          into.add(
              new Stmt.Define(line, expressions.function(node, node.get("name").string(), "")));
      case "class_declaration", "abstract_class_declaration" ->
          into.add(new Stmt.DefineType(line, type(node)));
      case "if_statement" ->
          into.add(
              new Stmt.If(
                  line,
                  expr(node.get("condition")),
                  body(node.get("consequence")),
                  body(node.get("alternative"))));
      case "while_statement", "do_statement", "for_statement", "for_in_statement" ->
          into.add(loop(node));
      case "switch_statement" -> into.add(choice(node));
      case "return_statement" -> into.add(new Stmt.Return(line, optional(node.first())));
      case "throw_statement" -> into.add(new Stmt.Throw(line, optional(node.first())));
      case "break_statement" -> into.add(new Stmt.Jump(line, true, node.first().string()));
      case "continue_statement" -> into.add(new Stmt.Jump(line, false, node.first().string()));
      case "try_statement" -> into.add(attempt(node));
      case "statement_block" -> into.add(new Stmt.Block(line, stmts(node.parts())));
      case "labeled_statement" -> stmt(node.last(), into);
      case "internal_module", "module" ->
          into.add(new Stmt.Block(line, stmts(node.get("body").parts())));
      case "interface_declaration" -> into.add(new Stmt.DefineType(line, signatures(node)));
      case "type_alias_declaration",
          "enum_declaration",
          "ambient_declaration",
          "function_signature",
          "hash_bang_line" -> {}
      case "debugger_statement" -> into.add(new Stmt.Eval(line, new Expr.Name(line, "debugger")));
      case "ERROR" -> into.add(unclear(node));
      default -> into.add(new Stmt.Eval(line, expr(node)));
    }
  }

  private void exported(Node node, List<Stmt> into) {
    Node declaration = node.get("declaration");
    if (!declaration.isNone()) {
      stmt(declaration, into);
    } else {
      node.find("value").ifPresent(value -> into.add(new Stmt.Eval(node.line(), expr(value))));
    }
  }

  private void imported(Node node) {
    String module = ScriptExpressions.text(node.get("source")).replaceFirst("^node:", "");
    for (Node part : node.child("import_clause").parts()) {
      switch (part.type()) {
        case "identifier" -> imports.put(part.string(), module);
        case "namespace_import" -> imports.put(part.first().string(), module);
        case "named_imports" -> {
          for (Node each : part.parts()) {
            String name = each.get("name").string();
            String alias = each.find("alias").map(Node::string).orElse(name);
            imports.put(alias, name.equals("default") ? module : module + "." + name);
          }
        }
        default -> {}
      }
    }
  }

  private void declare(Node node, List<Stmt> into) {
    boolean constant = node.get("kind").is("const");
    Set<String> modifiers = Set.of(constant ? "const" : node.get("kind").is("let") ? "let" : "var");
    for (Node each : node.parts()) {
      if (!each.is("variable_declarator")) {
        continue;
      }
      Node name = each.get("name");
      Optional<Expr> value = optional(each.get("value"));
      if (name.is("identifier")) {
        into.add(
            new Stmt.Declare(
                each.line(),
                name.string(),
                ScriptExpressions.annotation(each),
                value,
                constant,
                modifiers));
      } else {
        value.ifPresent(init ->
            into.add(
                new Stmt.Eval(each.line(), new Expr.Assign(each.line(), expr(name), "=", init))));
      }
    }
  }

  private Stmt loop(Node node) {
    int line = node.line();
    var inner = body(node.get("body"));
    if (node.is("for_in_statement")) {
      Expr iterable = expr(node.get("right"));
      Expr seen =
          node.get("operator").is("in")
              ? new Expr.Call(line, Optional.of(iterable), "keys", List.of(), false)
              : iterable;
      return new Stmt.ForEach(
          line,
          ScriptExpressions.patternNames(node.get("left")),
          "",
          seen,
          inner,
          node.get("operator").is("in"));
    }
    var init = new ArrayList<Stmt>();
    node.all("initializer").forEach(each -> stmt(each, init));
    return new Stmt.Loop(
        line,
        init,
        node.all("condition").findFirst().filter(c -> !c.is("empty_statement")).map(this::expr),
        exprs(node.all("increment").toList()),
        inner,
        node.is("do_statement"));
  }

  private Stmt choice(Node node) {
    var cases = new ArrayList<Stmt.Case>();
    for (Node each : node.get("body").parts()) {
      List<Expr> labels = each.find("value").map(value -> List.of(expr(value))).orElse(List.of());
      cases.add(
          new Stmt.Case(
              each.line(),
              labels,
              each.is("switch_default"),
              stmts(each.all("body").filter(body -> !body.isComment()).toList()),
              true));
    }
    return new Stmt.Switch(node.line(), expr(node.get("value")), cases);
  }

  private Stmt attempt(Node node) {
    var catches = new ArrayList<Stmt.Catch>();
    node.find("handler")
        .ifPresent(handler ->
            catches.add(
                new Stmt.Catch(
                    handler.line(),
                    List.of(),
                    handler.find("parameter").map(Node::string),
                    body(handler.get("body")),
                    handler.get("body").holdsComment())));
    Node last = node.get("finalizer");
    return new Stmt.Try(
        node.line(),
        List.of(),
        body(node.get("body")),
        catches,
        last.isNone() ? List.of() : body(last.get("body")));
  }

  private static Set<String> modifiers(Node field) {
    return field.children().stream()
        .filter(child -> child.is("static", "readonly", "accessibility_modifier"))
        .map(Node::string)
        .collect(java.util.stream.Collectors.toUnmodifiableSet());
  }

  /** An interface's methods, which have no bodies. */
  private TypeDecl signatures(Node node) {
    var members = new ArrayList<Stmt>();
    String name = node.get("name").string();
    for (Node part : node.get("body").parts()) {
      if (part.is("method_signature")) {
        String method = part.get("name").string();
        members.add(new Stmt.Define(part.line(), expressions.function(part, method, name)));
      }
    }
    return new TypeDecl(node.line(), name, List.of(), members, Set.of("interface"));
  }

  TypeDecl type(Node node) {
    String name = node.find("name").map(Node::string).orElse("");
    var members = new ArrayList<Stmt>();
    for (Node part : node.get("body").parts()) {
      switch (part.type()) {
        case "method_definition" -> {
          String method = part.get("name").string();
          members.add(
              new Stmt.Define(
                  part.line(),
                  expressions.function(
                      part, method.equals("constructor") ? FunctionDecl.INIT : method, name)));
        }
        case "public_field_definition", "field_definition" -> {
          Node field = part.find("name").orElse(part.get("property"));
          members.add(
              new Stmt.Declare(
                  part.line(),
                  field.string(),
                  ScriptExpressions.annotation(part),
                  optional(part.get("value")),
                  part.has("readonly"),
                  modifiers(part)));
        }
        case "class_static_block" -> members.add(new Stmt.Block(part.line(), body(part.last())));
        default -> {}
      }
    }
    var supertypes = new ArrayList<String>();
    for (Node part : node.child("class_heritage").parts()) {
      Node named = part.is("extends_clause") ? part.get("value") : part;
      supertypes.add(simpleType(named.string()));
    }
    return new TypeDecl(node.line(), name, supertypes, members, Set.of());
  }
}
