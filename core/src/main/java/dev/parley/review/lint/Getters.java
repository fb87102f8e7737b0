package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Walk;
import java.util.Set;
import java.util.regex.Pattern;

/** Methods that say that they only give something. */
final class Getters {

  private static final Pattern NAME =
      Pattern.compile("(?:get|is|has)[A-Z]\\w*|(?:get|is|has)_\\w+");
  private static final Set<String> TAKES =
      Set.of("removeIf", "remove", "clear", "pop", "shift", "splice", "poll");

  private Getters() {}

  static boolean isGetter(FunctionDecl function) {
    return NAME.matcher(function.name()).matches() && !function.owner().isEmpty();
  }

  /**
   * Whether a getter takes away or counts; what is only made when it is first asked for is left.
   */
  static boolean changes(FunctionDecl function, Scope scope) {
    boolean[] found = {false};
    Walk.shallow(
        function.body(),
        _ -> {},
        expr -> {
          switch (expr) {
            case Expr.Call call ->
                found[0] |=
                    TAKES.contains(call.name())
                        && call.receiver().filter(on -> isField(on, scope)).isPresent();
            case Expr.Assign(_, var target, var op, _) ->
                found[0] |= op.length() > 1 && isField(target, scope);
            default -> {}
          }
        });
    return found[0];
  }

  private static boolean isField(Expr expr, Scope scope) {
    String name = Code.nameOf(expr);
    return !name.isEmpty()
        && !Code.isSelf(name)
        && (expr instanceof Expr.Member || (scope.is("java") && !scope.isLocal(name)));
  }
}
