package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Stmt;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lines that were copied, and changed in one place too few. */
final class Copies implements Check {

  private static final Set<String> COMPARING =
      Set.of(
          "isAfter",
          "isBefore",
          "isEqual",
          "compareTo",
          "compareToIgnoreCase",
          "equalsIgnoreCase",
          "Before",
          "After",
          "Equal",
          "startsWith",
          "endsWith",
          "cmp",
          "localeCompare",
          "partial_cmp",
          "isSame",
          "eq",
          "minus",
          "subtract",
          "Sub");
  private static final Set<String> PAIRS = Set.of("max", "min", "compare", "Max", "Min");
  private static final Set<String> PUTS = Set.of("put", "insert", "set");
  private static final Map<String, String> UNDONE = Map.of("+=", "-=", "-=", "+=");

  @Override
  public void expr(Expr expr, Scope scope) {
    switch (expr) {
      case Expr.Call call -> call(call, scope);
      case Expr.Index(int line, Expr.Index(_, _, Expr.Name(_, var first)), Expr.Name(_, var second))
          when first.equals(second) && skipsCounter(first, scope) ->
          scope.report("same-index-twice", line);
      case Expr.Binary(_, var op, var left, Expr.Binary right, _) when op.equals("&&") ->
          between(last(left), right, scope);
      case Expr.Binary(_, var op, var left, Expr.Call right, _) when op.equals("&&") ->
          between(last(left), right, scope);
      default -> {}
    }
  }

  private static Expr last(Expr left) {
    return left instanceof Expr.Binary binary && binary.op().equals("&&") ? binary.right() : left;
  }

  private static void call(Expr.Call call, Scope scope) {
    boolean on =
        call.args().size() == 1
            && COMPARING.contains(call.name())
            && call.receiver()
                .filter(each ->
                    Code.isPure(each)
                        && !(each instanceof Expr.Literal)
                        && Code.same(each, call.args().getFirst().value()))
                .isPresent();
    boolean both =
        call.args().size() == 2
            && PAIRS.contains(call.name())
            && Code.isPure(call.args().get(0).value())
            && !(call.args().get(0).value() instanceof Expr.Literal)
            && Code.same(call.args().get(0).value(), call.args().get(1).value());
    if (on || both) {
      scope.report("identical-operands", call.line());
    }
  }

  /** In two loops, one counter is used for both places, and the other for none. */
  private static boolean skipsCounter(String used, Scope scope) {
    if (scope.loops().size() < 2 || !(scope.loops().getLast() instanceof Stmt.Loop inner)) {
      return false;
    }
    return inner.init().stream()
        .anyMatch(each ->
            each instanceof Stmt.Declare declare
                && !declare.name().equals(used)
                && !Code.mentions(inner.body(), declare.name()));
  }

  /** {@code a.start < b.end && b.start < b.end}: the second asks b of itself. */
  private static void between(Expr first, Expr second, Scope scope) {
    var one = Sides.of(first);
    var two = Sides.of(second);
    if (one != null
        && two != null
        && one.op.equals(two.op)
        && !one.a.equals(one.b)
        && !one.p.equals(one.q)
        && two.a.equals(two.b)
        && (two.a.equals(one.a) || two.a.equals(one.b))
        && two.p.equals(one.p)
        && two.q.equals(one.q)) {
      scope.report("copied-comparison", second.line());
    }
  }

  /** {@code a.p op b.q}, be it an operator or a method. */
  private record Sides(String op, String a, String p, String b, String q) {

    static @org.jspecify.annotations.Nullable Sides of(Expr expr) {
      return switch (expr) {
        case Expr.Binary(
                _,
                var op,
                Expr.Member(_, Expr.Name(_, var a), var p, _),
                Expr.Member(_, Expr.Name(_, var b), var q, _),
                _) ->
            new Sides(op, a, p, b, q);
        case Expr.Call call
            when call.args().size() == 1
                && call.receiver().orElse(call)
                    instanceof Expr.Member(_, Expr.Name(_, var a), var p, _)
                && call.args().getFirst().value()
                    instanceof Expr.Member(_, Expr.Name(_, var b), var q, _) ->
            new Sides(call.name(), a, p, b, q);
        default -> null;
      };
    }
  }

  @Override
  public void body(List<Stmt> body, Scope scope) {
    for (int i = 0; i + 1 < body.size(); i++) {
      if (!(body.get(i) instanceof Stmt.Eval(int line, var first))
          || !(body.get(i + 1) instanceof Stmt.Eval(int next, var second))) {
        continue;
      }
      if (first instanceof Expr.Assign one && second instanceof Expr.Assign two) {
        if (two.op().equals(UNDONE.get(one.op()))
            && Code.same(one.target(), two.target())
            && Code.isPure(one.value())
            && Code.same(one.value(), two.value())) {
          scope.report("undone-assignment", next);
        } else if (one.target() instanceof Expr.Index
            && one.op().equals("=")
            && two.op().equals("=")
            && Code.isPure(one.target())
            && Code.same(one.target(), two.target())
            && !Code.mentions(two.value(), root(one.target()))) {
          scope.report("overwritten-entry", line);
        }
      } else if (first instanceof Expr.Call one
          && second instanceof Expr.Call two
          && overwrites(one, two, scope)) {
        scope.report("overwritten-entry", line);
      }
    }
  }

  private static String root(Expr expr) {
    return switch (expr) {
      case Expr.Index index -> root(index.target());
      case Expr.Member member -> root(member.target());
      case Expr.Name(_, var id) -> id;
      default -> "";
    };
  }

  private static boolean overwrites(Expr.Call one, Expr.Call two, Scope scope) {
    return PUTS.contains(one.name())
        && one.name().equals(two.name())
        && one.args().size() == 2
        && two.args().size() == 2
        && one.receiver().isPresent()
        && two.receiver().isPresent()
        && Code.isPure(one.receiver().get())
        && Code.same(one.receiver().get(), two.receiver().get())
        && !(scope.is("python") || scope.is(one.receiver().get(), "List"))
        && !(one.args().getFirst().value() instanceof Expr.Literal(_, Long _))
        && Code.isPure(one.args().getFirst().value())
        && Code.same(one.args().getFirst().value(), two.args().getFirst().value())
        && !Code.mentions(two.args().getLast().value(), root(one.receiver().get()));
  }
}
