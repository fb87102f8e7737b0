package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Walk;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is taken, and given back only if all goes well. */
final class Releases implements Check {

  private static final Map<String, String> LOCKS =
      Map.of("lock", "unlock", "acquire", "release", "Lock", "Unlock", "RLock", "RUnlock");
  private static final Map<String, String> TAKEN =
      Map.of(
          "getconn",
          "putconn",
          "connect",
          "release",
          "getConnection",
          "close",
          "checkout",
          "checkin");

  @Override
  public void body(List<Stmt> body, Scope scope) {
    for (int i = 0; i + 1 < body.size(); i++) {
      var rest = body.subList(i + 1, body.size());
      switch (body.get(i)) {
        case Stmt.Eval(int line, Expr.Call lock)
            when isAlone(lock, scope)
                && lock.receiver().isPresent()
                && LOCKS.containsKey(lock.name()) ->
            lock(line, lock, rest, scope);
        case Stmt.Eval(int line, Expr.Await(_, Expr.Call lock))
            when lock.args().isEmpty()
                && lock.receiver().isPresent()
                && lock.name().equals("acquire") ->
            lock(line, lock, rest, scope);
        case Stmt.Declare(int line, var name, _, var init, _, _) when init.isPresent() ->
            taken(line, name, init.get(), rest, scope);
        case Stmt.Eval(int line, Expr.Assign(_, Expr.Name(_, var name), _, var value)) ->
            taken(line, name, value, rest, scope);
        default -> {}
      }
    }
  }

  /** Not such as a lock that is only tried. */
  private static boolean isAlone(Expr.Call lock, Scope scope) {
    return lock.args().isEmpty()
        || (scope.is("python") && lock.args().getFirst().name().equals("timeout"));
  }

  private static void lock(int line, Expr.Call lock, List<Stmt> rest, Scope scope) {
    String release = String.valueOf(LOCKS.get(lock.name()));
    Expr on = lock.receiver().orElseThrow();
    int at = released(rest, release, Optional.of(on), "");
    if (at >= 0 && leavesBetween(rest.subList(0, at + 1), release, scope)) {
      scope.report("release-not-ensured", line);
    }
  }

  private static void taken(int line, String name, Expr init, List<Stmt> rest, Scope scope) {
    Expr value = init instanceof Expr.Await await ? await.operand() : init;
    if (value instanceof Expr.Call call
        && call.receiver().isPresent()
        && TAKEN.containsKey(call.name())
        && isPool(call.receiver().get())) {
      String release = String.valueOf(TAKEN.get(call.name()));
      if (isReleasedSomewhere(rest, release, name) && !isEnsured(rest, release)) {
        scope.report("release-not-ensured", line);
      }
    }
  }

  private static boolean isPool(Expr on) {
    String name = Code.nameOf(on).toLowerCase(java.util.Locale.ROOT);
    return name.contains("pool") || name.contains("datasource");
  }

  /**
   * The place of the statement, on this level, that gives it back; less than nought if none does.
   */
  private static int released(List<Stmt> rest, String release, Optional<Expr> on, String name) {
    for (int i = 0; i < rest.size(); i++) {
      if (rest.get(i) instanceof Stmt.Eval(_, Expr.Call call)
          && call.name().equals(release)
          && (on.isEmpty()
              ? call.args().stream().anyMatch(arg -> Code.isName(arg.value(), name))
              : call.receiver().filter(each -> Code.same(each, on.get())).isPresent())) {
        return i;
      }
    }
    return -1;
  }

  /** Whether anything between can leave without giving it back. */
  private static boolean leavesBetween(List<Stmt> between, String release, Scope scope) {
    boolean[] leaves = {false};
    boolean[] calls = {false};
    Walk.shallow(
        between,
        stmt -> leaves[0] |= stmt instanceof Stmt.Return || stmt instanceof Stmt.Throw,
        expr -> calls[0] |= expr instanceof Expr.Call call && !call.name().equals(release));
    boolean early = leaves[0] && !releasesBefore(between, release);
    return early || (calls[0] && (scope.is("java") || scope.is("python") || scope.is("js")));
  }

  /** Whoever leaves early may give it back first. */
  private static boolean releasesBefore(List<Stmt> between, String release) {
    int[] count = {0};
    Walk.shallow(between, _ -> {}, expr -> count[0] += isRelease(expr, release) ? 1 : 0);
    return count[0] > 1;
  }

  private static boolean isRelease(Expr expr, String release) {
    return expr instanceof Expr.Call call && call.name().equals(release);
  }

  private static boolean isReleasedSomewhere(List<Stmt> rest, String release, String name) {
    return Walk.anyShallow(
        rest,
        _ -> false,
        expr ->
            isRelease(expr, release)
                && expr instanceof Expr.Call call
                && (Code.isName(call.receiver(), name)
                    || call.args().stream().anyMatch(arg -> Code.isName(arg.value(), name))));
  }

  private static boolean isEnsured(List<Stmt> rest, String release) {
    boolean[] found = {false};
    Walk.shallow(
        rest,
        stmt -> {
          if (stmt instanceof Stmt.Try attempt) {
            boolean[] last = {false};
            Walk.shallow(attempt.last(), _ -> {}, expr -> last[0] |= isRelease(expr, release));
            found[0] |= last[0];
          }
        },
        _ -> {});
    return found[0];
  }
}
