package dev.parley.review.syntax;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Visits everything in a tree, outer things first. */
public final class Walk {

  private final Consumer<Stmt> onStatement;
  private final Consumer<Expr> onExpression;
  private final boolean intoFunctions;

  private Walk(Consumer<Stmt> onStatement, Consumer<Expr> onExpression, boolean intoFunctions) {
    this.onStatement = onStatement;
    this.onExpression = onExpression;
    this.intoFunctions = intoFunctions;
  }

  public static void statements(
      List<Stmt> body, Consumer<Stmt> onStatement, Consumer<Expr> onExpression) {
    new Walk(onStatement, onExpression, true).all(body);
  }

  /** Without what functions and types within do. */
  public static void shallow(
      List<Stmt> body, Consumer<Stmt> onStatement, Consumer<Expr> onExpression) {
    new Walk(onStatement, onExpression, false).all(body);
  }

  public static void expression(Expr expr, Consumer<Expr> onExpression) {
    new Walk(_ -> {}, onExpression, true).visit(expr);
  }

  /** Whether a body has such a statement or expression, also in functions within. */
  public static boolean any(
      List<Stmt> body, Predicate<Stmt> statement, Predicate<Expr> expression) {
    boolean[] found = {false};
    statements(
        body, stmt -> found[0] |= statement.test(stmt), expr -> found[0] |= expression.test(expr));
    return found[0];
  }

  /** The same without what functions and types within do. */
  public static boolean anyShallow(
      List<Stmt> body, Predicate<Stmt> statement, Predicate<Expr> expression) {
    boolean[] found = {false};
    shallow(
        body, stmt -> found[0] |= statement.test(stmt), expr -> found[0] |= expression.test(expr));
    return found[0];
  }

  /** Whether an expression is such, or has such a part. */
  public static boolean any(Expr expr, Predicate<Expr> which) {
    boolean[] found = {false};
    expression(expr, each -> found[0] |= which.test(each));
    return found[0];
  }

  /** Names in a pattern or expression. */
  public static Stream<String> names(Expr expr) {
    var names = Stream.<String>builder();
    expression(
        expr,
        each -> {
          if (each instanceof Expr.Name(_, var id)) {
            names.add(id);
          }
        });
    return names.build();
  }

  private void all(List<Stmt> body) {
    body.forEach(this::visit);
  }

  private void function(FunctionDecl function) {
    if (intoFunctions) {
      all(function.body());
    }
  }

  private void visit(Stmt stmt) {
    onStatement.accept(stmt);
    switch (stmt) {
      case Stmt.Declare declare -> declare.init().ifPresent(this::visit);
      case Stmt.Eval eval -> visit(eval.expr());
      case Stmt.If(_, var condition, var then, var otherwise) -> {
        visit(condition);
        all(then);
        all(otherwise);
      }
      case Stmt.Loop loop -> {
        all(loop.init());
        loop.condition().ifPresent(this::visit);
        loop.update().forEach(this::visit);
        all(loop.body());
      }
      case Stmt.ForEach each -> {
        visit(each.iterable());
        all(each.body());
      }
      case Stmt.Switch choice -> choice(choice);
      case Stmt.Return(_, var value) -> value.ifPresent(this::visit);
      case Stmt.Throw(_, var value) -> value.ifPresent(this::visit);
      case Stmt.Jump _ -> {}
      case Stmt.Try attempt -> {
        all(attempt.resources());
        all(attempt.body());
        attempt.catches().forEach(each -> all(each.body()));
        all(attempt.last());
      }
      case Stmt.Block(_, var body) -> all(body);
      case Stmt.Define(_, var function) -> function(function);
      case Stmt.DefineType(_, var type) -> {
        if (intoFunctions) {
          all(type.members());
        }
      }
    }
  }

  private void choice(Stmt.Switch choice) {
    visit(choice.subject());
    for (var each : choice.cases()) {
      each.labels().forEach(this::visit);
      all(each.body());
    }
  }

  private void visit(Expr expr) {
    onExpression.accept(expr);
    switch (expr) {
      case Expr.Literal _, Expr.Null _, Expr.Name _ -> {}
      case Expr.Member member -> visit(member.target());
      case Expr.Index(_, var target, var index) -> {
        visit(target);
        visit(index);
      }
      case Expr.Call call -> {
        call.receiver().ifPresent(this::visit);
        call.args().forEach(arg -> visit(arg.value()));
      }
      case Expr.New created -> {
        created.args().forEach(arg -> visit(arg.value()));
        if (intoFunctions) {
          created.body().ifPresent(type -> all(type.members()));
        }
      }
      case Expr.Binary(_, _, var left, var right, _) -> {
        visit(left);
        visit(right);
      }
      case Expr.Unary unary -> visit(unary.operand());
      case Expr.Conditional(_, var condition, var then, var otherwise) -> {
        visit(condition);
        visit(then);
        visit(otherwise);
      }
      case Expr.Assign assign -> {
        visit(assign.target());
        visit(assign.value());
      }
      case Expr.Await await -> visit(await.operand());
      case Expr.Cast cast -> visit(cast.operand());
      case Expr.Sequence(_, var elements) -> elements.forEach(this::visit);
      case Expr.Mapping(_, var keys, var values) -> {
        keys.forEach(this::visit);
        values.forEach(this::visit);
      }
      case Expr.Template(_, var parts) -> parts.forEach(this::visit);
      case Expr.Lambda(_, var function) -> function(function);
      case Expr.Choice(_, var choice) -> choice(choice);
      case Expr.Other(_, var parts) -> parts.forEach(this::visit);
    }
  }
}
