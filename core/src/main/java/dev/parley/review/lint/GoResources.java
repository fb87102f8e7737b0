package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Walk;
import java.util.Set;

/** What cannot be ended any more. */
final class GoResources implements Check {

  @Override
  public void function(FunctionDecl function, Scope scope) {
    if (!scope.is("go") || GoErrors.isTest(scope)) {
      return;
    }
    Walk.shallow(
        function.body(),
        _ -> {},
        expr -> {
          if (expr instanceof Expr.Assign(int line, Expr.Sequence target, _, Expr.Call call)
              && target.elements().size() == 2
              && Code.isName(target.elements().get(1), "_")
              && Code.isName(call.receiver(), "context")
              && Set.of("WithCancel", "WithTimeout", "WithDeadline").contains(call.name())) {
            scope.report("lost-cancel", line);
          }
        });
  }
}
