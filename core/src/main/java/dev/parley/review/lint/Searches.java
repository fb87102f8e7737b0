package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Stmt;
import java.util.Set;

/** Calls that go through a whole collection to find what belongs to one element. */
final class Searches {

  private static final Set<String> FINDS =
      Set.of(
          "find",
          "filter",
          "findIndex",
          "some",
          "anyMatch",
          "any",
          "position",
          "noneMatch",
          "IndexFunc",
          "ContainsFunc");

  private Searches() {}

  /** Whether a call in a loop goes through a collection that was there before the loop. */
  static boolean goesThrough(Expr.Call call, Scope scope) {
    boolean contains =
        call.name().equals("Contains")
            && Code.isName(call.receiver(), "slices")
            && call.args().size() == 2
            && LoopCosts.isOuter(call.args().getFirst().value(), scope);
    return contains || (FINDS.contains(call.name()) && isOfOther(call, scope));
  }

  private static boolean isOfOther(Expr.Call call, Scope scope) {
    Expr on = call.receiver().orElse(call);
    while (on instanceof Expr.Call inner
        && !Code.isThat(inner, call)
        && inner.receiver().isPresent()
        && Set.of("stream", "iter", "into_iter", "values").contains(inner.name())) {
      on = inner.receiver().get();
    }
    boolean known = scope.is("rust") || scope.is("java") || !scope.kindOf(on).equals("String");
    return known
        && on instanceof Expr.Name
        && LoopCosts.isOuter(on, scope)
        && !call.args().isEmpty()
        && call.args().getLast().value() instanceof Expr.Lambda(_, var function)
        && comparesWithLoop(function, scope);
  }

  private static boolean comparesWithLoop(FunctionDecl function, Scope scope) {
    return scope.loops().stream()
        .anyMatch(loop ->
            switch (loop) {
              case Stmt.ForEach each ->
                  each.names().stream().anyMatch(name -> Code.mentions(function.body(), name));
              case Stmt.Eval _ ->
                  scope.function().params().stream()
                      .anyMatch(param -> Code.mentions(function.body(), param.name()));
              default -> false;
            });
  }
}
