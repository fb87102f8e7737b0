package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Stmt;
import java.util.Optional;
import java.util.Set;

/** Results that are thrown away, or are none. */
final class Results implements Check {

  private static final Set<String> NONE_RESULTS =
      Set.of("sort", "append", "extend", "reverse", "insert", "clear", "update");

  @Override
  public void stmt(Stmt stmt, Scope scope) {
    switch (stmt) {
      case Stmt.Eval(int line, Expr.New created) when isError(created.type()) ->
          scope.report("error-not-thrown", line);
      case Stmt.Eval(int line, Expr.Call call) -> {
        if (scope.is("python") && call.receiver().isEmpty() && isError(call.name())) {
          scope.report("error-not-thrown", line);
        } else if (isIgnored(call, scope)) {
          scope.report("ignored-result", line);
        } else if (call.name().equals("run") && isThread(call, scope)) {
          scope.report("thread-run", line);
        }
      }
      case Stmt.Eval(int line, Expr.Member(_, _, var name, _))
          when scope.is("python") && scope.words("actions").contains(name) ->
          scope.report("uncalled-function", line);
      case Stmt.Eval(_, Expr.Assign assign) -> none(assign.target(), assign.value(), scope);
      case Stmt.Declare declare ->
          declare
              .init()
              .ifPresent(init -> none(new Expr.Name(declare.line(), declare.name()), init, scope));
      case Stmt.Return(_, var value) ->
          value.ifPresent(given -> none(new Expr.Null(given.line()), given, scope));
      default -> {}
    }
  }

  private static boolean isError(String type) {
    return type.length() > 4
        && Character.isUpperCase(type.charAt(0))
        && (type.endsWith("Exception") || type.endsWith("Error"));
  }

  private static boolean isThread(Expr.Call call, Scope scope) {
    return call.args().isEmpty()
        && call.receiver().filter(on -> scope.is(on, "Thread")).isPresent();
  }

  private static boolean isIgnored(Expr.Call call, Scope scope) {
    if (!scope.tries().isEmpty()) {
      // It may be done for the error.
      return false;
    }
    if (call.receiver().isEmpty()) {
      return scope.words("pure-functions").contains(call.name());
    }
    Expr on = call.receiver().get();
    String kind = scope.kindOf(on);
    String where = Code.nameOf(on);
    String imported = scope.unit().imports().getOrDefault(where, where);
    return Immutables.givesOnly(kind, call.name())
        || scope.words("pure").contains(kind + "." + call.name())
        || (!where.isEmpty()
            && (scope.words("pure").contains(where + "." + call.name())
                || scope.words("pure").contains(imported + "." + call.name())))
        || (kind.isEmpty() && scope.words("pure").contains("*." + call.name()) && !hasEffect(call));
  }

  /** A function that is given may do something for each element. */
  private static boolean hasEffect(Expr.Call call) {
    return call.optional();
  }

  /** What changes a list in place gives nothing. */
  private static void none(Expr target, Expr value, Scope scope) {
    if (!scope.is("python") || !(value instanceof Expr.Call call) || call.receiver().isEmpty()) {
      return;
    }
    Expr on = call.receiver().get();
    boolean itself = on instanceof Expr.Name && Code.same(on, target);
    boolean list =
        scope.is(on, "List")
            || (scope.is(on, "Map") && Set.of("update", "clear").contains(call.name()));
    boolean shuffles = call.name().equals("shuffle") && Code.isName(Optional.of(on), "random");
    boolean changes = NONE_RESULTS.contains(call.name()) && !call.name().equals("update");
    if ((changes && (itself || list)) || (list && NONE_RESULTS.contains(call.name())) || shuffles) {
      scope.report("none-result", call.line());
    }
  }
}
