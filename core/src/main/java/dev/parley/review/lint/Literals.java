package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Stmt;
import java.util.Set;
import java.util.regex.Pattern;

/** Constants of Python that are not understood the way they look. */
final class Literals implements Check {

  private static final Set<String> STRIPS = Set.of("strip", "lstrip", "rstrip");

  /** An ending or beginning, as no one writes a set of characters. */
  private static final Pattern AFFIX =
      Pattern.compile(
          "\\.[a-z]{2,4}\\d?|[a-z]{2,}://.*|[A-Za-z]{3,}[_\\-/:. ]|[_\\-/][A-Za-z]{3,}");

  @Override
  public void expr(Expr expr, Scope scope) {
    if (scope.is("python")
        && expr instanceof Expr.Call call
        && STRIPS.contains(call.name())
        && call.receiver().isPresent()
        && call.args().size() == 1
        && call.args().getFirst().value() instanceof Expr.Literal(_, String text)
        && AFFIX.matcher(text).matches()) {
      scope.report("strip-characters", call.line());
    }
  }

  /** A task that nothing holds may vanish before it is done. */
  @Override
  public void stmt(Stmt stmt, Scope scope) {
    if (scope.is("python")
        && stmt instanceof Stmt.Eval(int line, Expr.Call call)
        && (call.name().equals("create_task") || call.name().equals("ensure_future"))
        && call.receiver()
            .filter(on -> Code.isName(on, "asyncio") || Code.isName(on, "loop"))
            .isPresent()) {
      scope.report("dropped-task", line);
    }
  }
}
