package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Walk;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collections that change while they are looped over. */
final class Mutations implements Check {

  private static final Set<String> CHANGES =
      Set.of(
          "remove",
          "add",
          "append",
          "insert",
          "pop",
          "clear",
          "splice",
          "discard",
          "del",
          "popitem",
          "extend",
          "addAll",
          "removeAll",
          "shift",
          "unshift");
  private static final Set<String> VIEWS = Set.of("keySet", "values", "entrySet", "keys", "items");

  @Override
  public void stmt(Stmt stmt, Scope scope) {
    if (stmt instanceof Stmt.ForEach each && !scope.is("rust") && !scope.is("go")) {
      Optional<Expr> over = collection(each.iterable(), scope);
      boolean view = over.isPresent() && !Code.isThat(over.get(), each.iterable());
      over.filter(Code::isPure)
          .flatMap(target -> change(each.body(), target, view, scope))
          .ifPresent(line -> scope.report("modified-while-iterated", line));
    }
  }

  private static Optional<Expr> collection(Expr iterable, Scope scope) {
    return switch (iterable) {
      case Expr.Name(_, var id) when Code.isSelf(id) -> Optional.empty();
      case Expr.Name _ -> Optional.of(iterable);
      case Expr.Member _ -> Optional.of(iterable);
      case Expr.Call call
          when call.receiver().isPresent()
              && call.args().isEmpty()
              && VIEWS.contains(call.name())
              && (scope.is("java") || scope.is("python")) ->
          call.receiver().filter(on -> !(on instanceof Expr.Name(_, var id) && Code.isSelf(id)));
      case Expr.Call call
          when call.receiver().isEmpty()
              && call.name().equals("enumerate")
              && call.args().size() == 1
              && call.args().getFirst().value() instanceof Expr.Name name ->
          Optional.of(name);
      default -> Optional.empty();
    };
  }

  /** The line of a change that the loop goes on after. */
  private static Optional<Integer> change(List<Stmt> body, Expr target, boolean view, Scope scope) {
    for (int i = 0; i < body.size(); i++) {
      boolean leaves = body.subList(i, body.size()).stream().anyMatch(Mutations::leavesLoop);
      if (leaves) {
        return Optional.empty();
      }
      var found =
          switch (body.get(i)) {
            case Stmt.If(_, _, var then, var otherwise) ->
                change(then, target, view, scope)
                    .or(() -> change(otherwise, target, view, scope))
                    // A list may be a list of what is still to do.
                    .filter(_ -> !(scope.is("python") && appends(then, target)));
            case Stmt.Block(_, var inner) -> change(inner, target, view, scope);
            case Stmt.Eval(int line, Expr.Call call) when changes(call, target, view, scope) ->
                Optional.of(line);
            case Stmt.ForEach inner -> change(inner.body(), target, view, scope);
            default -> Optional.<Integer>empty();
          };
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static boolean appends(List<Stmt> body, Expr target) {
    return body.stream()
        .anyMatch(each ->
            each instanceof Stmt.Eval(_, Expr.Call call)
                && call.name().equals("append")
                && call.receiver().filter(on -> Code.same(on, target)).isPresent());
  }

  private static boolean leavesLoop(Stmt stmt) {
    return stmt instanceof Stmt.Return
        || stmt instanceof Stmt.Throw
        || (stmt instanceof Stmt.Jump jump && jump.breaks())
        || (stmt instanceof Stmt.If(_, _, var then, var otherwise)
            && !otherwise.isEmpty()
            && then.stream().anyMatch(Mutations::leavesLoop)
            && otherwise.stream().anyMatch(Mutations::leavesLoop));
  }

  private static boolean changes(Expr.Call call, Expr target, boolean view, Scope scope) {
    if (call.name().equals("del") && call.receiver().isEmpty() && call.args().size() == 1) {
      return call.args().getFirst().value() instanceof Expr.Index(_, var on, _)
          && Code.same(on, target);
    }
    boolean changes = CHANGES.contains(call.name());
    boolean keyed = view && scope.is("java") && call.name().equals("put");
    // A set or queue of JavaScript may be added to while it is looped over.
    boolean meant = scope.is("js") && !Set.of("splice", "shift", "unshift").contains(call.name());
    boolean copied = scope.is("java") && scope.kindOf(target).startsWith("CopyOnWrite");
    return (changes || keyed)
        && !meant
        && !copied
        && !scope.kindOf(target).startsWith("Concurrent")
        && !(scope.is("python") && call.name().equals("add") && scope.kindOf(target).isEmpty())
        && call.receiver().filter(on -> Code.same(on, target)).isPresent();
  }

  @Override
  public void expr(Expr expr, Scope scope) {
    if (expr instanceof Expr.Call call
        && (scope.is("js") || scope.is("java"))
        && call.name().equals("forEach")
        && call.receiver().filter(on -> !Code.nameOf(on).isEmpty()).isPresent()
        && !call.args().isEmpty()
        && call.args().getFirst().value() instanceof Expr.Lambda(_, var function)) {
      Walk.shallow(
          function.body(),
          _ -> {},
          each -> {
            if (each instanceof Expr.Call inner
                && (scope.is("java")
                    ? changes(inner, call.receiver().get(), false, scope)
                    : inner.name().equals("splice"))
                && inner
                    .receiver()
                    .filter(on -> Code.same(on, call.receiver().get()))
                    .isPresent()) {
              scope.report("modified-while-iterated", inner.line());
            }
          });
    }
  }
}
