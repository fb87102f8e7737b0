package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;

/** What two comparisons of one thing with constants say together. */
final class Ranges {

  /** Numbers from one to another; a bound of a comparison that is strict is not in it. */
  private record Range(double low, boolean lowIn, double high, boolean highIn) {}

  private Ranges() {}

  /** Whether both can never hold, or with {@code and} false, one of them always does. */
  static boolean constant(Expr.Binary a, Expr.Binary b, boolean and) {
    Expr.Binary one = ordered(a);
    Expr.Binary two = ordered(b);
    if (!(one.right() instanceof Expr.Literal(_, var first))
        || !(two.right() instanceof Expr.Literal(_, var second))
        || !Code.isPure(one.left())
        || !Code.same(one.left(), two.left())) {
      return false;
    }
    if (first instanceof Number low && second instanceof Number high) {
      return numbers(one.op(), low.doubleValue(), two.op(), high.doubleValue(), and);
    }
    String op = and ? "==" : "!=";
    return one.op().equals(op)
        && two.op().equals(op)
        && first.getClass() == second.getClass()
        && !first.equals(second);
  }

  /** With the constant on the right. */
  private static Expr.Binary ordered(Expr.Binary test) {
    if (!(test.left() instanceof Expr.Literal)) {
      return test;
    }
    String op =
        switch (test.op()) {
          case "<" -> ">";
          case ">" -> "<";
          case "<=" -> ">=";
          case ">=" -> "<=";
          default -> test.op();
        };
    Expr left = test.right();
    Expr right = test.left();
    return new Expr.Binary(test.line(), op, left, right);
  }

  private static boolean numbers(String one, double a, String two, double b, boolean and) {
    if (one.equals("!=") || two.equals("!=")) {
      return !and && one.equals(two) && a != b;
    }
    Range first = range(one, a);
    Range second = range(two, b);
    if (first == null || second == null) {
      return false;
    }
    return and ? apart(first, second) || apart(second, first) : cover(first, second);
  }

  private static @org.jspecify.annotations.Nullable Range range(String op, double value) {
    return switch (op) {
      case "==" -> new Range(value, true, value, true);
      case "<" -> new Range(Double.NEGATIVE_INFINITY, false, value, false);
      case "<=" -> new Range(Double.NEGATIVE_INFINITY, false, value, true);
      case ">" -> new Range(value, false, Double.POSITIVE_INFINITY, false);
      case ">=" -> new Range(value, true, Double.POSITIVE_INFINITY, false);
      default -> null;
    };
  }

  /** Whether the first holds wherever the second does. */
  static boolean covers(Expr.Binary a, Expr.Binary b) {
    Expr.Binary one = ordered(a);
    Expr.Binary two = ordered(b);
    if (!(one.right() instanceof Expr.Literal(_, Number first))
        || !(two.right() instanceof Expr.Literal(_, Number second))
        || !Code.isPure(one.left())
        || !Code.same(one.left(), two.left())) {
      return false;
    }
    Range outer = range(one.op(), first.doubleValue());
    Range inner = range(two.op(), second.doubleValue());
    return outer != null
        && inner != null
        && (outer.low < inner.low || (outer.low == inner.low && (outer.lowIn || !inner.lowIn)))
        && (outer.high > inner.high
            || (outer.high == inner.high && (outer.highIn || !inner.highIn)));
  }

  private static boolean apart(Range low, Range high) {
    return low.high < high.low || (low.high == high.low && !(low.highIn && high.lowIn));
  }

  /** Whether two open ends overlap, so that nothing is in neither. */
  private static boolean cover(Range a, Range b) {
    Range down = a.low == Double.NEGATIVE_INFINITY ? a : b;
    Range up = Code.isThat(down, a) ? b : a;
    return down.low == Double.NEGATIVE_INFINITY
        && up.high == Double.POSITIVE_INFINITY
        && (down.high > up.low || (down.high == up.low && (down.highIn || up.lowIn)));
  }
}
