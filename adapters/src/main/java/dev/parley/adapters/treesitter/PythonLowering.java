package dev.parley.adapters.treesitter;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Language;
import dev.parley.review.syntax.Param;
import dev.parley.review.syntax.SourceUnit;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.TypeDecl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Statements and declarations of Python. */
final class PythonLowering extends Lowering {

  private final PythonExpressions expressions = new PythonExpressions();
  private final Map<String, String> imports = new HashMap<>();
  private String owner = "";

  SourceUnit lower(Node root) {
    var body = stmts(root.parts());
    return new SourceUnit(Language.PYTHON, imports, body, root.isBroken());
  }

  @Override
  Expr expr(Node node) {
    return expressions.expr(node);
  }

  private List<Stmt> body(Node node) {
    return block(node, "block");
  }

  @Override
  void stmt(Node node, List<Stmt> into) {
    int line = node.line();
    switch (node.type()) {
      case "import_statement", "import_from_statement" -> imported(node);
      case "expression_statement" -> into.add(evaluated(node.first()));
      case "decorated_definition" -> decorated(node, into);
      case "function_definition" -> into.add(new Stmt.Define(line, function(node, Set.of())));
      case "class_definition" -> into.add(new Stmt.DefineType(line, type(node, Set.of())));
      case "if_statement" -> into.add(condition(node, node.all("alternative").toList()));
      case "while_statement" ->
          into.add(
              new Stmt.Loop(
                  line,
                  List.of(),
                  optional(node.get("condition")),
                  List.of(),
                  body(node.get("body")),
                  false));
      case "for_statement" ->
          into.add(
              new Stmt.ForEach(
                  line,
                  PythonExpressions.names(node.get("left")),
                  "",
                  expr(node.get("right")),
                  body(node.get("body"))));
      case "match_statement" -> into.add(choice(node));
      case "return_statement" -> into.add(new Stmt.Return(line, optional(node.first())));
      case "raise_statement" -> into.add(new Stmt.Throw(line, optional(node.first())));
      case "break_statement" -> into.add(new Stmt.Jump(line, true));
      case "continue_statement" -> into.add(new Stmt.Jump(line, false));
      case "try_statement" -> into.add(attempt(node));
      case "with_statement" -> into.add(with(node));
      case "block" -> into.add(new Stmt.Block(line, stmts(node.parts())));
      case "pass_statement",
          "global_statement",
          "nonlocal_statement",
          "future_import_statement",
          "type_alias_statement" -> {}
      case "delete_statement" -> into.add(deleted(node));
      case "ERROR" -> into.add(unclear(node));
      default -> into.add(new Stmt.Eval(line, expr(node)));
    }
  }

  private Stmt deleted(Node node) {
    Node list = node.first().is("expression_list") ? node.first() : node;
    var call = new Expr.Call(node.line(), Optional.empty(), "del", args(list), false);
    return new Stmt.Eval(node.line(), call);
  }

  /** A first assignment is not told from a later one: Python has no declarations. */
  private Stmt evaluated(Node node) {
    if (node.is("assignment") && node.find("type").isPresent()) {
      Node left = node.get("left");
      if (left.is("identifier")) {
        return new Stmt.Declare(
            node.line(),
            left.string(),
            typeName(node.get("type")),
            optional(node.get("right")),
            false);
      }
    }
    return new Stmt.Eval(node.line(), expr(node));
  }

  private static String typeName(Node node) {
    return simpleType(node.string().replace('[', '<').replace(']', '>'));
  }

  private void imported(Node node) {
    String module = node.find("module_name").map(Node::string).orElse("");
    node.all("name")
        .forEach(each -> {
          String name = each.is("aliased_import") ? each.get("name").string() : each.string();
          String alias = each.find("alias").map(Node::string).orElse(name);
          if (!module.isEmpty()) {
            imports.put(alias, module + "." + name);
          } else if (each.is("aliased_import")) {
            imports.put(alias, name);
          } else {
            int dot = name.indexOf('.');
            String first = dot < 0 ? name : name.substring(0, dot);
            imports.put(first, first);
          }
        });
  }

  private void decorated(Node node, List<Stmt> into) {
    var names = new TreeSet<String>();
    for (Node part : node.parts()) {
      if (part.is("decorator")) {
        names.add("@" + part.string().substring(1).replaceAll("\\s*\\((?s:.)*", "").strip());
      }
    }
    Node definition = node.get("definition");
    if (definition.is("function_definition")) {
      into.add(new Stmt.Define(definition.line(), function(definition, names)));
    } else {
      into.add(new Stmt.DefineType(definition.line(), type(definition, names)));
    }
  }

  private FunctionDecl function(Node node, Set<String> decorators) {
    String name = node.get("name").string();
    String outer = owner;
    owner = "";
    var body = body(node.get("body"));
    owner = outer;
    var params = expressions.params(node.get("parameters"));
    String receiver = "";
    var modifiers = new TreeSet<>(decorators);
    if (node.has("async")) {
      modifiers.add("async");
    }
    if (yields(node.get("body"))) {
      modifiers.add("yield");
    }
    if (!outer.isEmpty() && !params.isEmpty() && !decorators.contains("@staticmethod")) {
      receiver = params.getFirst().name();
      params = params.subList(1, params.size());
    }
    return new FunctionDecl(
        node.line(),
        name.equals("__init__") ? FunctionDecl.INIT : name,
        outer,
        params,
        body,
        modifiers,
        node.find("return_type").map(PythonLowering::typeName).orElse(""),
        receiver,
        node.endLine());
  }

  private static boolean yields(Node node) {
    return node.is("yield")
        || (!node.is("function_definition", "lambda")
            && node.children().stream().anyMatch(PythonLowering::yields));
  }

  private TypeDecl type(Node node, Set<String> decorators) {
    String outer = owner;
    owner = node.get("name").string();
    var members = new ArrayList<Stmt>();
    for (Stmt each : body(node.get("body"))) {
      members.add(each instanceof Stmt.Eval eval ? field(eval) : each);
    }
    var supertypes =
        node.get("superclasses").parts().stream().map(each -> simpleType(each.string())).toList();
    var type = new TypeDecl(node.line(), owner, supertypes, members, decorators);
    owner = outer;
    return type;
  }

  private static Stmt field(Stmt.Eval eval) {
    return eval.expr() instanceof Expr.Assign(int line, Expr.Name(_, var id), var op, var value)
            && op.equals("=")
        ? new Stmt.Declare(line, id, "", Optional.of(value), false)
        : eval;
  }

  private Stmt condition(Node node, List<Node> alternatives) {
    List<Stmt> otherwise = List.of();
    if (!alternatives.isEmpty()) {
      Node next = alternatives.getFirst();
      otherwise =
          next.is("elif_clause")
              ? List.of(condition(next, alternatives.subList(1, alternatives.size())))
              : body(next.get("body"));
    }
    return new Stmt.If(
        node.line(), expr(node.get("condition")), body(node.get("consequence")), otherwise);
  }

  private Stmt choice(Node node) {
    var cases = new ArrayList<Stmt.Case>();
    for (Node each : node.get("body").parts()) {
      var labels = new ArrayList<Expr>();
      boolean any = false;
      for (Node part : each.parts()) {
        if (part.is("case_pattern")) {
          any |= part.parts().isEmpty();
          part.parts().forEach(label -> labels.add(expr(label)));
        }
      }
      cases.add(new Stmt.Case(each.line(), labels, any, body(each.get("consequence")), false));
    }
    return new Stmt.Switch(node.line(), expr(node.get("subject")), cases);
  }

  private Stmt attempt(Node node) {
    var catches = new ArrayList<Stmt.Catch>();
    List<Stmt> last = List.of();
    var body = new ArrayList<>(body(node.get("body")));
    for (Node part : node.parts()) {
      switch (part.type()) {
        case "except_clause", "except_group_clause" -> catches.add(handler(part));
        case "else_clause" -> body.addAll(body(part.get("body")));
        case "finally_clause" -> last = body(part.child("block"));
        default -> {}
      }
    }
    return new Stmt.Try(node.line(), List.of(), body, catches, last);
  }

  private Stmt.Catch handler(Node node) {
    Node value = node.get("value");
    Optional<String> name = Optional.empty();
    if (value.is("as_pattern")) {
      name = value.find("alias").map(Node::string);
      value = value.first();
    }
    List<String> types =
        value.isNone()
            ? List.of()
            : value.is("tuple")
                ? value.parts().stream().map(each -> simpleType(each.string())).toList()
                : List.of(simpleType(value.string()));
    Node block = node.child("block");
    return new Stmt.Catch(node.line(), types, name, body(block), block.holdsComment());
  }

  private Stmt with(Node node) {
    var resources = new ArrayList<Stmt>();
    for (Node item : node.child("with_clause").parts()) {
      Node value = item.get("value");
      int line = item.line();
      if (value.is("as_pattern")) {
        Expr target = expr(value.get("alias").first());
        Expr opened = expr(value.first());
        resources.add(
            target instanceof Expr.Name(_, var id)
                ? new Stmt.Declare(line, id, "", Optional.of(opened), true)
                : new Stmt.Eval(line, new Expr.Assign(line, target, "=", opened)));
      } else {
        resources.add(new Stmt.Eval(line, expr(value)));
      }
    }
    return new Stmt.Try(node.line(), resources, body(node.get("body")), List.of(), List.of());
  }

  List<Param> params(Node node) {
    return expressions.params(node);
  }
}
