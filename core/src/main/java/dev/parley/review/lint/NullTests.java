package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Walk;
import java.util.Optional;

/** Tests for null that guard the wrong way round. */
final class NullTests {

  private NullTests() {}

  /** Such as {@code x == null && x.size() > 0}, or {@code x != null || x.isEmpty()}. */
  static void inverted(Expr test, Expr then, boolean and, Scope scope) {
    Optional<Expr> missing = missing(test, and, scope);
    if (missing.isPresent() && dereferences(then, missing.get())) {
      scope.report("inverted-null-check", then.line());
    }
  }

  /** What is known to be missing where the next operand is evaluated. */
  private static Optional<Expr> missing(Expr test, boolean and, Scope scope) {
    if (test instanceof Expr.Binary(_, var op, var tested, Expr.Null _, _)
        && op.equals(and ? "==" : "!=")
        && Code.isPure(tested)) {
      return Optional.of(tested);
    }
    if (scope.is("js")
        && and
        && test instanceof Expr.Unary(_, var op, Expr.Name tested)
        && op.equals("!")) {
      return Optional.of(tested);
    }
    return Optional.empty();
  }

  /** Whether a member is used for certain: not behind another test, or in a function. */
  private static boolean dereferences(Expr expr, Expr missing) {
    return switch (expr) {
      case Expr.Binary binary -> {
        boolean shortens = binary.op().equals("&&") || binary.op().equals("||");
        yield dereferences(binary.left(), missing)
            || (!shortens && !mentionsOnlyTest(binary) && dereferences(binary.right(), missing));
      }
      case Expr.Unary(_, var op, var operand) ->
          !op.equals("typeof") && dereferences(operand, missing);
      case Expr.Member member ->
          (!member.optional() && Code.same(member.target(), missing))
              || dereferences(member.target(), missing);
      case Expr.Call call ->
          call.receiver()
                  .filter(on ->
                      (!call.optional() && !call.name().isEmpty() && Code.same(on, missing))
                          || dereferences(on, missing))
                  .isPresent()
              || call.args().stream().anyMatch(arg -> dereferences(arg.value(), missing));
      case Expr.Index(_, var target, _) -> Code.same(target, missing);
      default -> false;
    };
  }

  private static boolean mentionsOnlyTest(Expr.Binary binary) {
    return Walk.any(binary, each -> each instanceof Expr.Assign);
  }
}
