package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Walk;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Promises made by hand that may stay pending for ever. */
final class Promises implements Check {

  private static final Set<String> ERRORS = Set.of("err", "error", "e", "cause", "failure");

  @Override
  public void expr(Expr expr, Scope scope) {
    if (scope.is("js")
        && expr instanceof Expr.New(_, var type, var args, _)
        && type.equals("Promise")
        && args.size() == 1
        && args.getFirst().value() instanceof Expr.Lambda(int line, var executor)
        && !executor.params().isEmpty()) {
      if (executor.modifiers().contains("async")) {
        scope.report("async-executor", line);
      }
      var settles = executor.params().stream().flatMap(each -> each.names().stream()).toList();
      Walk.statements(
          executor.body(),
          stmt -> dropped(stmt, settles, scope),
          inner -> {
            if (inner instanceof Expr.Lambda(_, var callback)) {
              callback(callback, settles, scope);
            }
          });
    }
  }

  private static void callback(FunctionDecl callback, List<String> settles, Scope scope) {
    if (callback.params().isEmpty() || !ERRORS.contains(callback.params().getFirst().name())) {
      return;
    }
    String error = callback.params().getFirst().name();
    for (Stmt stmt : callback.body()) {
      if (stmt instanceof Stmt.If(int line, var condition, var then, var otherwise)
          && Code.isName(condition, error)
          && otherwise.isEmpty()
          && !then.isEmpty()
          && then.getLast() instanceof Stmt.Return(int end, var value)
          && value.isEmpty()
          && settles.stream().noneMatch(each -> uses(then, each))) {
        scope.report("unsettled-promise", Math.max(line, end));
      }
    }
  }

  private static boolean uses(List<Stmt> body, String settle) {
    return Walk.any(
        body,
        _ -> false,
        expr ->
            Code.isName(expr, settle)
                || (expr instanceof Expr.Call call
                    && call.receiver().isEmpty()
                    && call.name().equals(settle)));
  }

  /** A handler that neither passes the error on nor gives a value in its place. */
  private static void dropped(Stmt stmt, List<String> settles, Scope scope) {
    if (stmt instanceof Stmt.Try attempt
        && settles.stream().anyMatch(each -> uses(attempt.body(), each))) {
      for (var handler : attempt.catches()) {
        boolean logs =
            !handler.body().isEmpty()
                && handler.body().stream()
                    .allMatch(each ->
                        each instanceof Stmt.Eval(_, Expr.Call call)
                            && Code.isName(call.receiver(), "console"));
        if (logs && Optional.of(attempt.last()).filter(List::isEmpty).isPresent()) {
          scope.report("unsettled-promise", handler.line());
        }
      }
    }
  }
}
