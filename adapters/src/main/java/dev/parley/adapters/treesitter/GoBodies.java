package dev.parley.adapters.treesitter;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements of Go. */
final class GoBodies extends Lowering {

  private final GoLowering declarations;
  private final GoTypes types;
  private final GoExpressions expressions;

  GoBodies(GoLowering declarations, GoTypes types) {
    this.declarations = declarations;
    this.types = types;
    this.expressions = new GoExpressions(declarations, types);
  }

  @Override
  Expr expr(Node node) {
    return expressions.expr(node);
  }

  List<Stmt> block(Node node) {
    return stmts(node.child("statement_list").parts());
  }

  @Override
  void stmt(Node node, List<Stmt> into) {
    int line = node.line();
    switch (node.type()) {
      case "package_clause", "import_declaration", "method_declaration", "empty_statement" -> {}
      case "function_declaration" -> into.add(new Stmt.Define(line, declarations.function(node)));
      case "type_declaration" -> node.parts().forEach(spec -> declarations.type(spec, into));
      case "var_declaration", "const_declaration", "var_spec_list" ->
          node.parts().forEach(spec -> stmt(spec, into));
      case "var_spec", "const_spec" -> variable(node, into);
      case "short_var_declaration" -> bind(node, into);
      case "assignment_statement" -> into.add(new Stmt.Eval(line, expressions.assignment(node)));
      case "inc_statement", "dec_statement" ->
          into.add(new Stmt.Eval(line, expressions.step(node)));
      case "expression_statement" -> evaluated(node.first(), into);
      case "send_statement", "receive_statement" -> channel(node, into);
      case "return_statement" -> into.add(new Stmt.Return(line, returned(node)));
      case "defer_statement", "go_statement" -> into.add(later(node));
      case "if_statement" -> scoped(node, into, inner -> inner.add(branch(node)));
      case "for_statement" -> into.add(loop(node));
      case "expression_switch_statement", "type_switch_statement" ->
          scoped(node, into, inner -> new GoChoices(this, types).choice(node, inner));
      case "select_statement" -> into.add(new GoChoices(this, types).select(node));
      case "block" -> into.add(new Stmt.Block(line, block(node)));
      case "labeled_statement" -> labelled(node, into);
      case "break_statement" -> into.add(new Stmt.Jump(line, true, node.first().string()));
      case "continue_statement" -> into.add(new Stmt.Jump(line, false, node.first().string()));
      case "goto_statement" -> into.add(new Stmt.Jump(line, true, node.first().string()));
      case "fallthrough_statement" -> into.add(nothing(line));
      case "ERROR" -> into.add(unclear(node));
      default -> into.add(new Stmt.Eval(line, expr(node)));
    }
  }

  private static Stmt nothing(int line) {
    return new Stmt.Eval(line, new Expr.Other(line, List.of()));
  }

  /** What stands behind a label may be come to from elsewhere. */
  private void labelled(Node node, List<Stmt> into) {
    into.add(nothing(node.line()));
    node.parts().stream().skip(1).forEach(part -> stmt(part, into));
  }

  private void evaluated(Node node, List<Stmt> into) {
    Node function = node.get("function");
    if (node.is("call_expression") && function.string().equals("panic")) {
      into.add(new Stmt.Throw(node.line(), optional(node.get("arguments").first())));
    } else {
      into.add(new Stmt.Eval(node.line(), expr(node)));
    }
  }

  private void variable(Node spec, List<Stmt> into) {
    boolean constant = spec.is("const_spec");
    String type = types.name(spec.get("type"));
    var names = spec.all("name").toList();
    var values = spec.get("value").parts();
    if (names.size() == values.size() || values.isEmpty()) {
      for (int i = 0; i < names.size(); i++) {
        Optional<Expr> value =
            i < values.size() ? Optional.of(expr(values.get(i))) : zero(spec, constant);
        Node name = names.get(i);
        into.add(
            new Stmt.Declare(
                name.line(),
                name.string(),
                type,
                value,
                constant,
                GoTypes.marks(spec.get("type"))));
      }
    } else {
      apart(names, expr(values.getFirst()), spec.line(), into);
    }
  }

  /** What a variable is before it is given anything. */
  private Optional<Expr> zero(Node spec, boolean constant) {
    Node type = spec.get("type");
    int line = spec.line();
    if (constant) {
      return Optional.empty();
    }
    return switch (type.type()) {
      case "pointer_type", "map_type" -> Optional.of(new Expr.Null(line));
      case "slice_type" -> Optional.of(new Expr.Sequence(line, List.of()));
      default ->
          switch (types.name(type)) {
            case "string" -> Optional.of(new Expr.Literal(line, ""));
            case "bool" -> Optional.of(new Expr.Literal(line, false));
            case "int", "int64", "int32", "uint", "uint64" ->
                Optional.of(new Expr.Literal(line, 0L));
            case "strings.Builder", "bytes.Buffer" ->
                Optional.of(new Expr.New(line, types.name(type), List.of(), Optional.empty()));
            default -> Optional.empty();
          };
    };
  }

  /** {@code a, b := f()} */
  void bind(Node node, List<Stmt> into) {
    var names = node.get("left").parts();
    var values = node.get("right").parts();
    if (names.size() == values.size()) {
      for (int i = 0; i < names.size(); i++) {
        Node name = names.get(i);
        into.add(
            new Stmt.Declare(
                name.line(), name.string(), "", Optional.of(expr(values.get(i))), false));
      }
    } else if (!values.isEmpty()) {
      apart(names, expr(values.getFirst()), node.line(), into);
    }
  }

  private void apart(List<Node> names, Expr value, int line, List<Stmt> into) {
    for (Node name : names) {
      if (!name.string().equals("_")) {
        into.add(new Stmt.Declare(name.line(), name.string(), "", Optional.empty(), false));
      }
    }
    into.add(
        new Stmt.Eval(
            line, new Expr.Assign(line, new Expr.Sequence(line, exprs(names)), "=", value)));
  }

  private void channel(Node node, List<Stmt> into) {
    int line = node.line();
    if (node.is("send_statement")) {
      var sent = Expr.Arg.of(expr(node.get("value")));
      into.add(
          new Stmt.Eval(
              line,
              new Expr.Call(
                  line, Optional.of(expr(node.get("channel"))), "<-", List.of(sent), false)));
    } else if (node.get("left").isNone()) {
      into.add(new Stmt.Eval(line, expr(node.get("right"))));
    } else if (node.has(":=")) {
      apart(node.get("left").parts(), expr(node.get("right")), line, into);
    } else {
      Expr target = expressions.list(node.get("left"));
      into.add(new Stmt.Eval(line, new Expr.Assign(line, target, "=", expr(node.get("right")))));
    }
  }

  private Optional<Expr> returned(Node node) {
    Node values = node.first();
    return values.isNone() ? Optional.empty() : Optional.of(expressions.list(values));
  }

  /** A function literal that runs when all is over sees other values than those here. */
  private Stmt later(Node node) {
    int line = node.line();
    Node call = node.first();
    boolean defer = node.is("defer_statement");
    Expr done = expr(call);
    if (defer && call.get("function").is("func_literal")) {
      var parts = new ArrayList<Expr>();
      parts.add(expr(call.get("function")));
      parts.addAll(exprs(call.get("arguments").parts()));
      done = new Expr.Other(line, parts);
    }
    return new Stmt.Eval(line, new Expr.Unary(line, defer ? "defer" : "go", done));
  }

  /** Variables of an initialiser are gone behind the statement. */
  private void scoped(
      Node node, List<Stmt> into, java.util.function.Consumer<List<Stmt>> statement) {
    Node initializer = node.get("initializer");
    boolean declares = !initializer.isNone() || node.is("type_switch_statement");
    var inner = declares ? new ArrayList<Stmt>() : into;
    if (!initializer.isNone()) {
      stmt(initializer, inner);
    }
    statement.accept(inner);
    if (declares) {
      into.add(new Stmt.Block(node.line(), inner));
    }
  }

  private Stmt branch(Node node) {
    Node alternative = node.get("alternative");
    var otherwise = new ArrayList<Stmt>();
    if (alternative.is("block")) {
      otherwise.addAll(block(alternative));
    } else if (!alternative.isNone()) {
      stmt(alternative, otherwise);
    }
    return new Stmt.If(
        node.line(), expr(node.get("condition")), block(node.get("consequence")), otherwise);
  }

  private Stmt loop(Node node) {
    int line = node.line();
    var inner = block(node.get("body"));
    Node range = node.child("range_clause");
    if (!range.isNone()) {
      return overRange(range, line, inner);
    }
    Node clause = node.child("for_clause");
    var init = new ArrayList<Stmt>();
    var update = new ArrayList<Expr>();
    Node condition = clause.get("condition");
    if (clause.isNone()) {
      Node first = node.first();
      condition = first.field().equals("body") ? Node.NONE : first;
    } else {
      clause.find("initializer").ifPresent(each -> stmt(each, init));
      clause.find("update").ifPresent(each -> update.add(expressions.update(each)));
    }
    return new Stmt.Loop(line, init, optional(condition), update, inner, false);
  }

  /** The first variable is a position in a list but a key of a map, which cannot be told here. */
  private Stmt overRange(Node range, int line, List<Stmt> inner) {
    var names = range.get("left").parts().stream().map(Node::string).toList();
    Expr right = expr(range.get("right"));
    boolean plain = names.stream().allMatch(name -> name.matches("\\w+"));
    return new Stmt.ForEach(line, plain ? names : List.of(), "", right, inner);
  }
}
