package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Walk;
import java.util.List;

/** Functions that see to their own errors, so that nobody need wait for those. */
final class Tried {

  private Tried() {}

  /**
   * Whether a function that gives back nothing waits only where what fails is caught: it can be
   * begun and left alone.
   */
  static boolean allAwaits(Expr.Call call, Scope scope) {
    return scope
        .declared()
        .called(call, scope)
        .filter(called -> !gives(called))
        .filter(called -> {
          int all = awaits(called.body());
          return all > 0 && all == caught(called.body());
        })
        .isPresent();
  }

  private static boolean gives(FunctionDecl function) {
    return Walk.anyShallow(
        function.body(),
        stmt -> stmt instanceof Stmt.Return(_, var value) && value.isPresent(),
        _ -> false);
  }

  private static int awaits(List<Stmt> body) {
    int[] count = {0};
    Walk.shallow(body, _ -> {}, expr -> count[0] += expr instanceof Expr.Await ? 1 : 0);
    return count[0];
  }

  /** Those in the outermost tries that catch. */
  private static int caught(List<Stmt> body) {
    int count = 0;
    for (Stmt stmt : body) {
      if (stmt instanceof Stmt.Try attempt && !attempt.catches().isEmpty()) {
        count += awaits(attempt.body());
      }
    }
    return count;
  }
}
