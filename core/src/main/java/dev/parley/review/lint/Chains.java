package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Stmt;
import java.util.List;

/** Conditions that are asked one after another. */
final class Chains implements Check {

  @Override
  public void stmt(Stmt stmt, Scope scope) {
    switch (stmt) {
      case Stmt.If branch -> {
        if (branch.otherwise().size() == 1
            && branch.otherwise().getFirst() instanceof Stmt.If next) {
          covered(branch.condition(), next, scope);
          sameBranches(branch, next, scope);
        }
        if (scope.is("go")
            && !branch.otherwise().isEmpty()
            && !(branch.otherwise().getFirst() instanceof Stmt.If)
            && Code.ends(branch.then())) {
          scope.report("else-after-return", branch.otherwise().getFirst().line());
        }
      }
      case Stmt.Switch choice -> sameCases(choice, scope);
      default -> {}
    }
  }

  @Override
  public void body(List<Stmt> body, Scope scope) {
    for (int i = 0; i + 1 < body.size(); i++) {
      if (body.get(i) instanceof Stmt.If first
          && first.otherwise().isEmpty()
          && Code.ends(first.then())
          && body.get(i + 1) instanceof Stmt.If second) {
        covered(first.condition(), second, scope);
      }
    }
  }

  /** What holds only where an earlier condition held, too, is never reached. */
  private static void covered(Expr first, Stmt.If next, Scope scope) {
    boolean same = Code.same(first, next.condition());
    if (!same
        && first instanceof Expr.Binary one
        && next.condition() instanceof Expr.Binary two
        && Ranges.covers(one, two)) {
      scope.report("duplicate-condition", next.line());
    }
  }

  private static void sameBranches(Stmt.If branch, Stmt.If next, Scope scope) {
    if (!branch.then().isEmpty()
        && !Code.isNothing(branch.then().getFirst())
        && Code.same(branch.then(), next.then())) {
      scope.report("same-branches", next.line());
    }
  }

  private static void sameCases(Stmt.Switch choice, Scope scope) {
    var cases = choice.cases();
    for (int i = 0; i + 1 < cases.size(); i++) {
      var body = cases.get(i).body();
      var next = cases.get(i + 1);
      boolean small = body.size() == 1 && !isTelling(body.getFirst());
      // A pattern binds names, so that what is written alike may differ.
      if (!body.isEmpty() && !small && Code.same(body, next.body()) && !next.isDefault()) {
        scope.report("same-branches", next.line());
      }
    }
  }

  /** Whether it says enough to be a copy. */
  private static boolean isTelling(Stmt stmt) {
    return switch (stmt) {
      case Stmt.Return(_, var value) -> value.filter(each -> each instanceof Expr.Call).isPresent();
      case Stmt.Eval(_, var expr) -> expr instanceof Expr.Call || expr instanceof Expr.Assign;
      default -> false;
    };
  }
}
