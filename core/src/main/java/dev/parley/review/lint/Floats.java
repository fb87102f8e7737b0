package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Walk;
import java.util.Set;

/**
 * Values of Python that are used as what they are not: numbers as functions, fractions as places.
 */
final class Floats implements Check {

  private static final Set<String> VALUES =
      Set.of("int", "double", "String", "List", "Map", "boolean");

  @Override
  public void expr(Expr expr, Scope scope) {
    if (!scope.is("python")) {
      return;
    }
    switch (expr) {
      case Expr.Call call
          when call.receiver().isEmpty()
              && scope.isLocal(call.name())
              && VALUES.contains(scope.kindOf(call.name())) ->
          scope.report("called-value", call.line());
      case Expr.Call call
          when call.receiver().isEmpty()
              && call.name().equals("range")
              && call.args().stream().anyMatch(arg -> isDivided(arg.value(), scope)) ->
          scope.report("float-index", call.line());
      case Expr.Index(int line, var target, var index)
          when isDivided(index, scope) && !scope.is(target, "Map") ->
          scope.report("float-index", line);
      default -> {}
    }
  }

  /** A division by / gives a fraction, even of whole numbers. */
  private static boolean isDivided(Expr expr, Scope scope) {
    return switch (expr) {
      case Expr.Binary binary ->
          binary.op().equals("/") ? isOfNumbers(binary, scope) : isDivided(binary.left(), scope);
      case Expr.Name(_, var id) -> scope.isLocal(id) && isDividedAt(id, scope);
      default -> false;
    };
  }

  private static boolean isOfNumbers(Expr.Binary binary, Scope scope) {
    return scope.is(binary.left(), "int") && scope.is(binary.right(), "int");
  }

  /** Whether all that a variable is ever given is such a division. */
  private static boolean isDividedAt(String id, Scope scope) {
    int[] divided = {0};
    int[] all = {0};
    Walk.shallow(
        scope.function().body(),
        _ -> {},
        each -> {
          if (each instanceof Expr.Assign(_, Expr.Name(_, var name), _, var value)
              && name.equals(id)) {
            all[0]++;
            boolean by =
                value instanceof Expr.Binary binary
                    && binary.op().equals("/")
                    && isOfNumbers(binary, scope);
            divided[0] += by ? 1 : 0;
          }
        });
    return divided[0] > 0 && divided[0] == all[0];
  }
}
