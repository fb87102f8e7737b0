package dev.parley.review.analysis;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.SourceUnit;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Walk;
import java.util.HashSet;
import java.util.Set;

/** Functions that copy an object into another, deeply, and any key with it. */
final class Pollution {

  private static final Set<String> GUARDS = Set.of("__proto__", "constructor", "prototype");

  private final Set<String> names = new HashSet<>();
  private boolean guarded;
  private boolean reads;
  private boolean writes;
  private int calls;

  private Pollution() {}

  /** The line of the call by which the function goes deeper; 0 if it is harmless. */
  static int line(FunctionDecl function, SourceUnit unit) {
    var found = new Pollution();
    Walk.statements(unit.body(), _ -> {}, found::guard);
    if (found.guarded || function.name().isEmpty() || function.params().size() < 2) {
      return 0;
    }
    Walk.statements(
        function.body(),
        stmt -> {
          if (stmt instanceof Stmt.ForEach each) {
            found.names.addAll(each.names());
          }
        },
        _ -> {});
    Walk.statements(function.body(), _ -> {}, expr -> found.expression(expr, function.name()));
    return found.reads && found.writes ? found.calls : 0;
  }

  private void guard(Expr expr) {
    guarded |=
        switch (expr) {
          case Expr.Literal(_, var text) -> GUARDS.contains(String.valueOf(text));
          case Expr.Call call ->
              call.name().equals("hasOwn") || call.name().equals("hasOwnProperty");
          default -> false;
        };
  }

  private void expression(Expr expr, String function) {
    switch (expr) {
      case Expr.Assign(_, Expr.Index(_, _, Expr.Name(_, var key)), _, _) ->
          writes |= names.contains(key);
      case Expr.Call call when call.receiver().isEmpty() && call.name().equals(function) -> {
        boolean deeper =
            !call.args().isEmpty()
                && call.args().getFirst().value() instanceof Expr.Index(_, _, Expr.Name(_, var key))
                && names.contains(key);
        if (deeper) {
          calls = call.line();
          reads = true;
        }
      }
      default -> {}
    }
  }
}
