package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Conditions that can have one outcome only, or are not what they look like. */
final class Contradictions implements Check {

  private static final Set<String> COMPARES = Set.of("==", "!=", "<", ">", "<=", ">=");

  @Override
  public void stmt(Stmt stmt, Scope scope) {
    switch (stmt) {
      case Stmt.If branch -> condition(branch.condition(), scope);
      case Stmt.Loop loop ->
          loop.condition()
              .filter(c -> !(c instanceof Expr.Literal))
              .ifPresent(c -> condition(c, scope));
      default -> {}
    }
  }

  @Override
  public void expr(Expr expr, Scope scope) {
    switch (expr) {
      case Expr.Binary binary -> binary(binary, scope);
      case Expr.Conditional conditional -> condition(conditional.condition(), scope);
      case Expr.Unary(int line, var op, Expr.Binary inner)
          when op.equals("!") && Set.of("in", "is").contains(inner.op()) ->
          scope.report("negated-test", line);
      default -> {}
    }
  }

  private static void condition(Expr condition, Scope scope) {
    if (condition instanceof Expr.Assign assign
        && assign.op().equals("=")
        && assign.value() instanceof Expr.Name
        && assign.target() instanceof Expr.Name
        && !scope.is("python")
        && !scope.is("go")) {
      scope.report("assignment-in-condition", condition.line());
    }
    if (condition instanceof Expr.Sequence tuple && scope.is("python")) {
      scope.report("constant-condition", tuple.line());
    }
  }

  private void binary(Expr.Binary binary, Scope scope) {
    switch (binary.op()) {
      case "&&", "||" -> connected(binary, scope);
      case "&", "|" -> bits(binary, scope);
      case "<", ">", "<=", ">=" -> chained(binary, scope);
      case "==", "!=", "in", "instanceof" -> negated(binary, scope);
      default -> {}
    }
  }

  private static void connected(Expr.Binary binary, Scope scope) {
    boolean and = binary.op().equals("&&");
    var parts = new ArrayList<Expr>();
    flatten(binary.left(), binary.op(), parts);
    int before = parts.size();
    flatten(binary.right(), binary.op(), parts);
    for (int right = before; right < parts.size(); right++) {
      for (int left = 0; left < before; left++) {
        if (parts.get(left) instanceof Expr.Binary one
            && parts.get(right) instanceof Expr.Binary two
            && Ranges.constant(one, two, and)) {
          scope.report("constant-condition", binary.line());
        }
        NullTests.inverted(parts.get(left), parts.get(right), and, scope);
      }
    }
    Expr right = binary.right();
    boolean compares = binary.left() instanceof Expr.Binary test && test.op().equals("==");
    if (!and
        && compares
        && right instanceof Expr.Literal(_, var value)
        && !(value instanceof Boolean)) {
      if (scope.is("python") || scope.is("js")) {
        scope.report("constant-operand", binary.line());
      }
    }
  }

  private static void flatten(Expr expr, String op, List<Expr> into) {
    if (expr instanceof Expr.Binary binary && binary.op().equals(op)) {
      flatten(binary.left(), op, into);
      flatten(binary.right(), op, into);
    } else {
      into.add(expr);
    }
  }

  private static void bits(Expr.Binary binary, Scope scope) {
    boolean both = isTest(binary.left(), scope) && isTest(binary.right(), scope);
    boolean guards =
        binary.left() instanceof Expr.Binary(_, _, _, Expr.Null _, _)
            && !(binary.right() instanceof Expr.Binary(_, _, _, Expr.Null _, _));
    if (both && guards) {
      scope.report("non-short-circuit", binary.line());
    } else if (scope.is("js")
        && binary.right() instanceof Expr.Binary test
        && COMPARES.contains(test.op())) {
      scope.report("operator-precedence", binary.line());
    }
  }

  private static boolean isTest(Expr expr, Scope scope) {
    return (expr instanceof Expr.Binary test && COMPARES.contains(test.op()))
        || (expr instanceof Expr.Unary unary && unary.op().equals("!"))
        || (expr instanceof Expr.Call && scope.is(expr, "boolean"));
  }

  /** {@code a < b < c} compares a truth value with c. */
  private static void chained(Expr.Binary binary, Scope scope) {
    if (binary.left() instanceof Expr.Binary inner
        && Set.of("<", ">", "<=", ">=").contains(inner.op())
        && !scope.is("rust")) {
      scope.report("chained-comparison", binary.line());
    }
  }

  private static void negated(Expr.Binary binary, Scope scope) {
    boolean not = binary.left() instanceof Expr.Unary(_, var op, _) && op.equals("!");
    boolean truth =
        (binary.right() instanceof Expr.Unary(_, var other, _) && other.equals("!"))
            || scope.is(binary.right(), "boolean")
            || !(binary.right() instanceof Expr.Literal);
    boolean equality = binary.op().equals("==") || binary.op().equals("!=");
    if (not && scope.is("js") && (!equality || !truth)) {
      scope.report("negated-operand", binary.line());
    }
  }
}
