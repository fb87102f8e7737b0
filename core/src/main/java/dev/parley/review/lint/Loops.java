package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Walk;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Loops that go too far, the wrong way, for ever, or not round at all. */
final class Loops implements Check {

  @Override
  public void stmt(Stmt stmt, Scope scope) {
    switch (stmt) {
      case Stmt.Loop loop -> {
        loop.condition().ifPresent(condition -> bounds(loop, condition, scope));
        Endless.check(loop, scope);
        once(loop, scope);
      }
      case Stmt.ForEach each -> {
        ranges(each, scope);
        first(each, scope);
        if (each.keys() && overElements(each, scope)) {
          scope.report("for-in-array", each.line());
        }
      }
      default -> {}
    }
  }

  private static boolean overElements(Stmt.ForEach each, Scope scope) {
    return each.iterable() instanceof Expr.Call keys
        && keys.receiver().filter(on -> scope.is(on, "List")).isPresent();
  }

  @Override
  public void expr(Expr expr, Scope scope) {
    if (expr instanceof Expr.Index(int line, var target, var index)) {
      Lengths.lengthOf(index)
          .filter(of -> Code.isPure(target) && Code.same(of, target))
          .ifPresent(_ -> scope.report("index-out-of-bounds", line));
    } else if (expr instanceof Expr.Call call
        && call.receiver().isPresent()
        && call.args().size() == 1
        && Set.of("get", "charAt", "elementAt").contains(call.name())) {
      Lengths.lengthOf(call.args().getFirst().value())
          .filter(of -> Code.isPure(of) && Code.same(of, call.receiver().get()))
          .ifPresent(_ -> scope.report("index-out-of-bounds", call.line()));
    }
  }

  /** {@code i <= a.length} where the body asks for {@code a[i]}, and the like from the end. */
  private static void bounds(Stmt.Loop loop, Expr condition, Scope scope) {
    for (Expr test : conjuncts(condition)) {
      if (test instanceof Expr.Binary(_, var op, Expr.Name(_, var i), var right, _)) {
        Optional<Expr> counted = Lengths.lengthOf(right);
        if (op.equals("<=")
            && counted.isPresent()
            && !Code.assigns(unguarded(loop.body()), i)
            && indexes(loop.body(), counted.get(), i)) {
          scope.report("off-by-one", loop.line());
        }
        direction(loop, op, i, right, scope);
      }
    }
    for (Stmt init : loop.init()) {
      if (init instanceof Stmt.Declare declare
          && declare.init().isPresent()
          && conjuncts(condition).size() == 1
          && condition instanceof Expr.Binary(_, var op, Expr.Name(_, var tested), _, _)
          && tested.equals(declare.name())
          && (op.equals(">=") || op.equals(">"))) {
        Lengths.lengthOf(declare.init().get())
            .filter(of -> indexes(loop.body(), of, declare.name()))
            .ifPresent(_ -> scope.report("off-by-one", loop.line()));
      }
    }
  }

  /** A body that moves the counter before it uses it starts elsewhere. */
  private static List<Stmt> unguarded(List<Stmt> body) {
    return body.isEmpty() ? body : body.subList(0, Math.max(1, body.size() - 1));
  }

  private static List<Expr> conjuncts(Expr expr) {
    return expr instanceof Expr.Binary binary && binary.op().equals("&&")
        ? java.util.stream.Stream.concat(
                conjuncts(binary.left()).stream(), conjuncts(binary.right()).stream())
            .toList()
        : List.of(expr);
  }

  /** Whether the body, before it asks anything of the counter, reads the element it points to. */
  private static boolean indexes(List<Stmt> body, Expr target, String i) {
    boolean[] found = {false};
    boolean[] asked = {false};
    Walk.shallow(
        body,
        stmt -> {
          if (stmt instanceof Stmt.If branch) {
            asked[0] |= testsCounter(branch.condition(), i);
          }
        },
        expr -> {
          asked[0] |=
              expr instanceof Expr.Conditional choice && testsCounter(choice.condition(), i);
          found[0] |= !asked[0] && isElement(expr, target, i);
        });
    return found[0];
  }

  private static boolean testsCounter(Expr condition, String i) {
    return Walk.any(
        condition,
        each ->
            each instanceof Expr.Binary(_, var op, var left, var right, _)
                && Set.of("<", ">", "<=", ">=", "==", "!=").contains(op)
                && (Code.isName(left, i) || Code.isName(right, i)));
  }

  private static boolean isElement(Expr expr, Expr target, String i) {
    return switch (expr) {
      case Expr.Index(_, var on, var index) -> Code.isName(index, i) && Code.same(on, target);
      case Expr.Call call ->
          call.args().size() == 1
              && Set.of("get", "charAt").contains(call.name())
              && Code.isName(call.args().getFirst().value(), i)
              && call.receiver().filter(on -> Code.same(on, target)).isPresent();
      default -> false;
    };
  }

  /** Counting away from the bound. */
  private static void direction(Stmt.Loop loop, String op, String i, Expr bound, Scope scope) {
    if (loop.update().size() != 1
        || !(loop.update().getFirst()
            instanceof Expr.Assign(_, Expr.Name(_, var changed), var by, Expr.Literal step))
        || !(step.value() instanceof Long size)
        || size <= 0
        || !changed.equals(i)
        || loop.body().stream().anyMatch(each -> Code.assigns(List.of(each), i))) {
      return;
    }
    boolean up = by.equals("+=");
    boolean down = by.equals("-=");
    boolean wrong =
        ((op.equals("<") || op.equals("<=")) && down)
            || ((op.equals(">") || op.equals(">=")) && up);
    if (wrong && !Code.mentions(bound, i)) {
      scope.report("loop-direction", loop.line());
    }
  }

  /** A loop with a counter that leaves at the end of its first round. */
  private static void once(Stmt.Loop loop, Scope scope) {
    boolean counts = !loop.update().isEmpty() && loop.condition().isPresent();
    if (counts && leaves(loop.body())) {
      scope.report("single-iteration", loop.line());
    }
  }

  private static boolean leaves(List<Stmt> body) {
    boolean[] goesOn = {false};
    Walk.shallow(
        body, stmt -> goesOn[0] |= stmt instanceof Stmt.Jump jump && !jump.breaks(), _ -> {});
    return !goesOn[0] && Code.ends(body);
  }

  /** Both branches of the first round return: the other elements are never seen. */
  private static void first(Stmt.ForEach each, Scope scope) {
    boolean decides =
        each.body().stream().anyMatch(stmt -> stmt instanceof Stmt.If branch && Code.ends(branch))
            || (each.body().size() > 1
                && each.body().getLast() instanceof Stmt.Return(_, var value)
                && value.filter(v -> v instanceof Expr.Literal).isPresent()
                && each.body().get(each.body().size() - 2) instanceof Stmt.If branch
                && Code.ends(branch.then()));
    if (decides && leaves(each.body())) {
      scope.report("single-iteration", each.line());
    }
  }

  /** Python's {@code for i in range(len(x) + 1)}. */
  private static void ranges(Stmt.ForEach each, Scope scope) {
    if (each.names().size() != 1
        || !(each.iterable() instanceof Expr.Call range)
        || !range.name().equals("range")
        || range.args().isEmpty()
        || range.args().size() > 2) {
      return;
    }
    String i = each.names().getFirst();
    Expr end = range.args().getLast().value();
    if (end instanceof Expr.Binary(_, var op, var counted, var more, _)
        && op.equals("+")
        && Code.isNumber(more, 1)) {
      Lengths.lengthOf(counted)
          .filter(of -> indexes(each.body(), of, i))
          .ifPresent(_ -> scope.report("off-by-one", each.line()));
    }
    boolean whole = range.args().size() == 1 || Code.isNumber(range.args().getFirst().value(), 0);
    Optional<Expr> counted = Lengths.lengthOf(end);
    if (whole && counted.isPresent() && unguardedNext(each.body(), counted.get(), i)) {
      scope.report("off-by-one", each.line());
    }
  }

  /** {@code x[i + 1]} while i runs to the very end, and nothing asks whether there is a next. */
  private static boolean unguardedNext(List<Stmt> body, Expr target, String i) {
    var seen = new HashSet<String>();
    Walk.shallow(
        body,
        stmt -> {
          if (stmt instanceof Stmt.If branch && Code.mentions(branch.condition(), i)) {
            boolean reads = reads(branch.condition(), target, i);
            seen.add(reads && seen.isEmpty() ? "found" : "asked");
          } else if (stmt instanceof Stmt.Try) {
            seen.add("asked");
          }
        },
        expr -> {
          if (expr instanceof Expr.Conditional choice && Code.mentions(choice.condition(), i)) {
            seen.add("asked");
          }
          boolean shortens =
              expr instanceof Expr.Binary both
                  && (both.op().equals("&&") || both.op().equals("||"));
          if (shortens && Code.mentions(expr, i)) {
            seen.add("asked");
          }
          if (isNext(expr, target, i) && !seen.contains("asked")) {
            seen.add("found");
          }
        });
    return seen.contains("found") && !seen.contains("asked");
  }

  private static boolean reads(Expr expr, Expr target, String i) {
    return Walk.any(expr, each -> isNext(each, target, i));
  }

  private static boolean isNext(Expr expr, Expr target, String i) {
    return expr
            instanceof
            Expr.Index(_, var on, Expr.Binary(_, var op, Expr.Name(_, var id), var one, _))
        && op.equals("+")
        && id.equals(i)
        && Code.isNumber(one, 1)
        && Code.same(on, target);
  }
}
