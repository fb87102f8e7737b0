package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Walk;
import java.util.List;

/** Go's slices: what they share, and where they end. */
final class GoSlices implements Check {

  /** Each round may write to the same place behind the base. */
  static void shared(String base, Expr.Call append, Scope scope) {
    boolean outer =
        scope.isInLoop()
            && scope.loops().stream().noneMatch(loop -> changes(loop, base))
            && !isCopied(base, append, scope)
            && (!scope.function().name().isEmpty() || isParam(base, scope));
    if (outer && !isFull(base, scope)) {
      scope.report("shared-append", append.line());
    }
  }

  private static boolean isParam(String base, Scope scope) {
    return scope.function().params().stream().anyMatch(each -> each.names().contains(base));
  }

  private static boolean changes(Stmt loop, String base) {
    return switch (loop) {
      case Stmt.ForEach each -> each.names().contains(base) || Code.assigns(each.body(), base);
      case Stmt.Loop counted ->
          Code.assigns(counted.init(), base) || Code.assigns(counted.body(), base);
      default -> true;
    };
  }

  /** Whether what comes of it is only spread out again at once. */
  private static boolean isCopied(String base, Expr.Call append, Scope scope) {
    boolean[] found = {false};
    Walk.shallow(
        scope.function().body(),
        stmt -> {
          if (stmt instanceof Stmt.Return(_, var value)) {
            found[0] |= value.filter(each -> contains(each, append)).isPresent();
          }
        },
        expr -> {
          if (expr instanceof Expr.Call outer) {
            found[0] |=
                outer.args().stream().anyMatch(arg -> arg.spread() && arg.value().equals(append));
          }
        });
    return found[0] || base.equals("_");
  }

  private static boolean contains(Expr expr, Expr inner) {
    return Walk.any(expr, each -> each.equals(inner));
  }

  /** A list of constants has no room behind it. */
  private static boolean isFull(String base, Scope scope) {
    return Walk.anyShallow(
        scope.function().body(),
        stmt ->
            stmt instanceof Stmt.Declare declare
                && declare.name().equals(base)
                && declare.init().filter(Expr.Sequence.class::isInstance).isPresent(),
        _ -> false);
  }

  @Override
  public void stmt(Stmt stmt, Scope scope) {
    if (stmt instanceof Stmt.If branch
        && branch.condition() instanceof Expr.Binary test
        && branch.then().size() == 1
        && branch.then().getFirst() instanceof Stmt.Eval(int line, Expr.Assign clamp)
        && clamp.op().equals("=")) {
      clamp(test, clamp, line, scope);
    }
    if (scope.is("go") && stmt instanceof Stmt.ForEach each) {
      removes(each, scope);
    }
    if (scope.is("go") && stmt instanceof Stmt.Loop loop && loop.condition().isEmpty()) {
      breaks(loop, scope);
    }
  }

  /** {@code if end > len(x) { end = len(x) - 1 }}: one is left out. */
  private static void clamp(Expr.Binary test, Expr.Assign clamp, int line, Scope scope) {
    boolean less =
        clamp.value() instanceof Expr.Binary(_, var op, var bound, var one, _)
            && op.equals("-")
            && Code.isNumber(one, 1)
            && Lengths.lengthOf(bound).isPresent()
            && Code.same(bound, test.right());
    if (less
        && test.op().equals(">")
        && Code.isPure(clamp.target())
        && Code.same(clamp.target(), test.left())) {
      scope.report("uneven-bound", line);
    }
  }

  /** What is taken out of a list while it is looped over moves the others. */
  private static void removes(Stmt.ForEach each, Scope scope) {
    if (!(each.iterable() instanceof Expr.Name(_, var list)) || each.names().size() > 2) {
      return;
    }
    walk(each.body(), list, scope);
  }

  private static void walk(List<Stmt> body, String list, Scope scope) {
    for (int i = 0; i < body.size(); i++) {
      if (Code.ends(body.subList(i, body.size()))) {
        return;
      }
      switch (body.get(i)) {
        case Stmt.If branch -> {
          walk(branch.then(), list, scope);
          walk(branch.otherwise(), list, scope);
        }
        case Stmt.Eval(int line, Expr.Assign(_, var target, _, Expr.Call append))
            when Code.isName(target, list)
                && append.name().equals("append")
                && append.args().size() == 2
                && isPart(append.args().get(0).value(), list)
                && append.args().get(1).spread()
                && isPart(append.args().get(1).value(), list) ->
            scope.report("modified-while-iterated", line);
        default -> {}
      }
    }
  }

  private static boolean isPart(Expr expr, String list) {
    return expr instanceof Expr.Other(_, var parts)
        && !parts.isEmpty()
        && Code.isName(parts.getFirst(), list);
  }

  /** A break in a select or switch leaves only that, and nothing else leaves the loop. */
  private static void breaks(Stmt.Loop loop, Scope scope) {
    boolean[] leaves = {false};
    Walk.shallow(
        loop.body(),
        stmt ->
            leaves[0] |=
                stmt instanceof Stmt.Return
                    || stmt instanceof Stmt.Throw
                    || (stmt instanceof Stmt.Jump jump && !jump.label().isEmpty()),
        expr ->
            leaves[0] |=
                expr instanceof Expr.Call call
                    && (call.name().equals("Exit") || call.name().startsWith("Fatal")));
    if (leaves[0]
        || loop.body().stream()
            .anyMatch(each -> !(each instanceof Stmt.Switch) && Code.breaks(List.of(each)))) {
      return;
    }
    for (Stmt stmt : loop.body()) {
      if (stmt instanceof Stmt.Switch choice) {
        for (var each : choice.cases()) {
          if (!each.body().isEmpty()
              && each.body().getLast() instanceof Stmt.Jump(int line, var breaks, _)
              && breaks) {
            scope.report("break-in-select", line);
          }
        }
      }
    }
  }
}
