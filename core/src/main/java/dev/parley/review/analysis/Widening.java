package dev.parley.review.analysis;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Walk;
import java.util.List;

/** What a loop counts with is another number in each round. */
final class Widening {

  private Widening() {}

  /** Forgets the numbers that variables have before a loop that changes them. */
  static void widen(Stmt.Loop loop, State state) {
    Walk.statements(List.of(loop), _ -> {}, expr -> forget(expr, state));
  }

  private static void forget(Expr expr, State state) {
    if (expr instanceof Expr.Assign(_, Expr.Name(_, var id), _, _)) {
      Value value = state.get(id);
      if (value != null && value.constant() instanceof Number) {
        state.set(id, value.notConstant());
      }
    }
  }
}
