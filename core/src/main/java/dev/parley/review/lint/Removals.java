package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Stmt;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Elements that are removed by their place while a loop counts upwards over them. */
final class Removals implements Check {

  private static final Set<String> REMOVES = Set.of("splice", "remove", "pop");

  @Override
  public void stmt(Stmt stmt, Scope scope) {
    if (stmt instanceof Stmt.Loop loop
        && (scope.is("js") || scope.is("java"))
        && loop.update().size() == 1
        && loop.update().getFirst() instanceof Expr.Assign(_, Expr.Name(_, var counter), var op, _)
        && op.equals("+=")
        && !Code.assigns(loop.body(), counter)) {
      removal(loop.body(), counter, loop.condition(), scope)
          .ifPresent(line -> scope.report("modified-while-iterated", line));
    } else if (stmt instanceof Stmt.ForEach each
        && scope.is("python")
        && each.names().size() == 1
        && each.iterable() instanceof Expr.Call range
        && range.receiver().isEmpty()
        && range.name().equals("range")
        && range.args().size() == 1
        && range.args().getFirst().value() instanceof Expr.Call len
        && len.name().equals("len")) {
      removal(each.body(), each.names().getFirst(), Optional.of(len), scope)
          .ifPresent(line -> scope.report("modified-while-iterated", line));
    }
  }

  private static Optional<Integer> removal(
      List<Stmt> body, String counter, Optional<Expr> bound, Scope scope) {
    if (body.stream().anyMatch(Removals::leaves)) {
      return Optional.empty();
    }
    for (Stmt stmt : body) {
      var found =
          switch (stmt) {
            case Stmt.If(_, _, var then, var otherwise) ->
                removal(then, counter, bound, scope)
                    .or(() -> removal(otherwise, counter, bound, scope));
            case Stmt.Block(_, var inner) -> removal(inner, counter, bound, scope);
            case Stmt.Eval(int line, Expr.Call call) when removes(call, counter, bound, scope) ->
                Optional.of(line);
            default -> Optional.<Integer>empty();
          };
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static boolean leaves(Stmt stmt) {
    return stmt instanceof Stmt.Return
        || stmt instanceof Stmt.Throw
        || (stmt instanceof Stmt.Jump jump && jump.breaks());
  }

  /** Whether it takes one element out at the counter, of what the loop's bound is the length of. */
  private static boolean removes(
      Expr.Call call, String counter, Optional<Expr> bound, Scope scope) {
    if (call.name().equals("del") && call.receiver().isEmpty() && call.args().size() == 1) {
      return call.args().getFirst().value() instanceof Expr.Index(_, var on, var at)
          && Code.isName(at, counter)
          && isOf(bound, on);
    }
    if (!REMOVES.contains(call.name()) || call.receiver().isEmpty() || call.args().isEmpty()) {
      return false;
    }
    boolean one =
        scope.is("js")
            ? call.name().equals("splice")
                && call.args().size() == 2
                && Code.isNumber(call.args().get(1).value(), 1)
            : call.args().size() == 1;
    return one
        && Code.isName(call.args().getFirst().value(), counter)
        && isOf(bound, call.receiver().get());
  }

  private static boolean isOf(Optional<Expr> bound, Expr list) {
    boolean[] found = {false};
    bound.ifPresent(test ->
        dev.parley.review.syntax.Walk.expression(
            test, each -> found[0] |= Code.isPure(list) && Code.same(each, list)));
    return found[0];
  }
}
