package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.SourceUnit;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.TypeDecl;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Shows each piece of a program to all checks, outer things first. */
final class Traversal {

  /** Calls that hand each of many elements to a function. */
  private static final Set<String> EACH =
      Set.of(
          "forEach",
          "map",
          "filter",
          "flatMap",
          "mapToObj",
          "mapToInt",
          "for_each",
          "some",
          "every",
          "find",
          "reduce",
          "anyMatch",
          "allMatch",
          "noneMatch",
          "removeIf",
          "retain",
          "filter_map",
          "flat_map");

  private final List<Check> checks;

  Traversal(List<Check> checks) {
    this.checks = checks;
  }

  void unit(SourceUnit unit, Scope scope) {
    checks.forEach(check -> check.unit(unit, scope));
    body(unit.body(), scope);
  }

  private void function(FunctionDecl function, Scope inner) {
    checks.forEach(check -> check.function(function, inner));
    function.params().forEach(param -> param.init().ifPresent(init -> expr(init, inner)));
    body(function.body(), inner);
  }

  private void type(TypeDecl type, Scope scope) {
    Scope inner = scope.in(type);
    checks.forEach(check -> check.type(type, inner));
    type.members().forEach(member -> stmt(member, inner));
  }

  private void body(List<Stmt> body, Scope scope) {
    if (!body.isEmpty()) {
      checks.forEach(check -> check.body(body, scope));
      body.forEach(each -> stmt(each, scope));
    }
  }

  private void stmt(Stmt stmt, Scope scope) {
    checks.forEach(check -> check.stmt(stmt, scope));
    switch (stmt) {
      case Stmt.Declare declare -> optional(declare.init(), scope);
      case Stmt.Eval(_, var expr) -> expr(expr, scope);
      case Stmt.If(_, var condition, var then, var otherwise) -> {
        expr(condition, scope);
        body(then, scope);
        body(otherwise, scope);
      }
      case Stmt.Loop loop -> loop(loop, scope);
      case Stmt.ForEach each -> {
        expr(each.iterable(), scope);
        body(each.body(), scope.in((Stmt) each));
      }
      case Stmt.Switch choice -> choice(choice, scope);
      case Stmt.Return(_, var value) -> optional(value, scope);
      case Stmt.Throw(_, var value) -> optional(value, scope);
      case Stmt.Jump _ -> {}
      case Stmt.Try attempt -> attempt(attempt, scope);
      case Stmt.Block(_, var body) -> body(body, scope);
      case Stmt.Define(_, var function) -> function(function, scope.in(function));
      case Stmt.DefineType(_, var type) -> type(type, scope);
    }
  }

  private void loop(Stmt.Loop loop, Scope scope) {
    Scope inner = scope.in((Stmt) loop);
    loop.init().forEach(each -> stmt(each, scope));
    optional(loop.condition(), inner);
    loop.update().forEach(each -> expr(each, inner));
    body(loop.body(), inner);
  }

  private void choice(Stmt.Switch choice, Scope scope) {
    expr(choice.subject(), scope);
    for (var each : choice.cases()) {
      each.labels().forEach(label -> expr(label, scope));
      body(each.body(), scope);
    }
  }

  private void attempt(Stmt.Try attempt, Scope scope) {
    Scope inner = scope.in(attempt);
    attempt.resources().forEach(each -> stmt(each, scope));
    body(attempt.body(), inner);
    attempt.catches().forEach(each -> body(each.body(), scope));
    body(attempt.last(), scope);
  }

  private void optional(Optional<Expr> expr, Scope scope) {
    expr.ifPresent(each -> expr(each, scope));
  }

  private void all(List<Expr> exprs, Scope scope) {
    exprs.forEach(each -> expr(each, scope));
  }

  private void expr(Expr expr, Scope scope) {
    checks.forEach(check -> check.expr(expr, scope));
    switch (expr) {
      case Expr.Literal _, Expr.Null _, Expr.Name _ -> {}
      case Expr.Member member -> expr(member.target(), scope);
      case Expr.Index(_, var target, var index) -> {
        expr(target, scope);
        expr(index, scope);
      }
      case Expr.Call call -> call(call, scope);
      case Expr.New created -> {
        created.args().forEach(arg -> expr(arg.value(), scope));
        created.body().ifPresent(type -> type(type, scope));
      }
      case Expr.Binary binary -> {
        expr(binary.left(), scope);
        expr(binary.right(), scope);
      }
      case Expr.Unary unary -> expr(unary.operand(), scope);
      case Expr.Conditional(_, var condition, var then, var otherwise) -> {
        expr(condition, scope);
        expr(then, scope);
        expr(otherwise, scope);
      }
      case Expr.Assign assign -> {
        target(assign, scope);
        expr(assign.value(), scope);
      }
      case Expr.Await await -> expr(await.operand(), scope);
      case Expr.Cast cast -> expr(cast.operand(), scope);
      case Expr.Sequence(_, var elements) -> all(elements, scope);
      case Expr.Mapping(_, var keys, var values) -> {
        all(keys, scope);
        all(values, scope);
      }
      case Expr.Template(_, var parts) -> all(parts, scope);
      case Expr.Lambda(_, var function) -> function(function, scope.in(function));
      case Expr.Choice(_, var choice) -> choice(choice, scope);
      case Expr.Other(_, var parts) -> {
        var loop = Code.comprehension(expr);
        all(parts, loop.isPresent() ? scope.in((Stmt) loop.get()) : scope);
        loop.ifPresent(each -> checks.forEach(check -> check.stmt(each, scope)));
      }
    }
  }

  /** What is only written to is not read. */
  private void target(Expr.Assign assign, Scope scope) {
    if (assign.op().equals("=") && assign.target() instanceof Expr.Index index) {
      expr(index.target(), scope);
      expr(index.index(), scope);
    } else {
      expr(assign.target(), scope);
    }
  }

  private void call(Expr.Call call, Scope scope) {
    call.receiver().ifPresent(each -> expr(each, scope));
    for (var arg : call.args()) {
      if (EACH.contains(call.name()) && arg.value() instanceof Expr.Lambda(_, var function)) {
        checks.forEach(check -> check.expr(arg.value(), scope));
        function(function, scope.inEach(function, new Stmt.Eval(call.line(), call)));
      } else {
        expr(arg.value(), scope);
      }
    }
  }
}
