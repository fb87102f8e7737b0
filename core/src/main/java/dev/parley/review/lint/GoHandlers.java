package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Stmt;
import java.util.List;

/** Answers to requests, and in what order they are given. */
final class GoHandlers implements Check {

  @Override
  public void body(List<Stmt> body, Scope scope) {
    if (scope.is("go") && !GoErrors.isTest(scope)) {
      headers(body, scope);
    }
  }

  /** What is set behind the status is not sent. */
  private static void headers(List<Stmt> body, Scope scope) {
    boolean written = false;
    for (Stmt stmt : body) {
      if (stmt instanceof Stmt.Eval(int line, Expr.Call call)) {
        if (written
            && call.name().equals("Set")
            && call.receiver().orElse(call) instanceof Expr.Call header
            && header.name().equals("Header")
            && header.receiver().filter(on -> scope.is(on, "http.ResponseWriter")).isPresent()) {
          scope.report("late-header", line);
        }
        written |=
            call.name().equals("WriteHeader")
                && call.receiver().filter(on -> scope.is(on, "http.ResponseWriter")).isPresent()
                && !(call.args().size() == 1
                    && call.args().getFirst().value() instanceof Expr.Literal(_, Long code)
                    && code < 200);
      }
    }
  }
}
