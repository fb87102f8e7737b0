package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Walk;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Calls that take time and are not waited for, as the company they keep tells. */
final class Floating implements Check {

  private static final Pattern WRITES =
      Pattern.compile(
          "(?:save|insert|update|upsert|delete|destroy|create|persist|commit|rollback|publish"
              + "|charge|refund|upload|enqueue|execute|store|refresh)(?:[A-Z_]\\w*)?");

  /** What is gathered first, and sent by another call. */
  private static final Pattern GATHERS =
      Pattern.compile("(?i).*(?:pipe|pipeline|multi|batch|builder|elements?|document)");

  @Override
  public void stmt(Stmt stmt, Scope scope) {
    if (!(stmt instanceof Stmt.Eval(int line, Expr.Call call))
        || !(scope.is("js") || scope.is("python"))
        || !scope.function().modifiers().contains("async")
        || call.receiver().isEmpty()
        || !WRITES.matcher(call.name()).matches()) {
      return;
    }
    Expr on = call.receiver().get();
    String name = on instanceof Expr.Member member ? member.name() : Code.nameOf(on);
    if (!name.isEmpty()
        && !GATHERS.matcher(name).matches()
        && !name.toUpperCase(Locale.ROOT).equals(name)
        && !scope.is(on, "Map")
        && !scope.is(on, "Set")
        && scope.declared().called(call, scope).isEmpty()
        && isAwaitedElsewhere(call, on, scope)) {
      scope.report("missing-await", line);
    }
  }

  /**
   * Whether the file waits for this very call elsewhere, or here for all others of the object, of
   * which there are some.
   */
  private static boolean isAwaitedElsewhere(Expr.Call call, Expr on, Scope scope) {
    int[] waited = {0};
    int[] same = {0};
    int[] all = {0};
    List<Stmt> body = scope.function().body();
    Walk.statements(
        body,
        _ -> {},
        expr -> {
          if (expr instanceof Expr.Await(_, Expr.Call other) && isOn(other, on)) {
            waited[0]++;
          }
          if (expr instanceof Expr.Call other && isOn(other, on)) {
            all[0]++;
          }
        });
    Walk.statements(
        scope.unit().body(),
        _ -> {},
        expr -> {
          boolean alike =
              expr instanceof Expr.Await(_, Expr.Call other)
                  && other.name().equals(call.name())
                  && isOn(other, on);
          same[0] += alike ? 1 : 0;
        });
    return same[0] > 0 || (waited[0] > 1 && waited[0] == all[0] - 1);
  }

  private static boolean isOn(Expr.Call call, Expr on) {
    return call.receiver().filter(each -> Code.same(each, on)).isPresent();
  }
}
