package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Walk;
import java.util.Set;
import java.util.regex.Pattern;

/** What JavaScript's calls are given, and had better not be. */
final class Handed {

  private static final Set<String> CALLERS =
      Set.of(
          "setTimeout", "setInterval", "addEventListener", "then", "on", "once", "forEach", "map");
  private static final Set<String> EMITS = Set.of("on", "once", "addEventListener");
  private static final Set<String> PADS = Set.of("pad", "padStart", "zeroPad", "pad2", "twoDigits");
  private static final Set<String> CHANGES =
      Set.of("sort", "reverse", "splice", "push", "pop", "shift");
  private static final Pattern SHARED = Pattern.compile("[A-Z][A-Z0-9_]+|default\\w*");

  private Handed() {}

  static void check(Expr.Call call, Scope scope) {
    unbound(call, scope);
    if (call.name().equals("assign")
        && Code.isName(call.receiver(), "Object")
        && call.args().size() > 1
        && call.args().getFirst().value() instanceof Expr.Name(_, var shared)
        && SHARED.matcher(shared).matches()) {
      scope.report("shared-target", call.line());
    }
    if (PADS.contains(call.name()) && isMonth(call)) {
      scope.report("month-from-zero", call.line());
    }
    if (CHANGES.contains(call.name())
        && call.receiver().orElse(call) instanceof Expr.Name(_, var list)
        && isGivenToView(list, scope)) {
      scope.report("changed-parameter", call.line());
    }
  }

  private static boolean isMonth(Expr.Call call) {
    return call.args().stream().anyMatch(arg -> asksMonth(arg.value()))
        || call.receiver().filter(Handed::asksMonth).isPresent();
  }

  /** Months count from nought; whoever writes them adds one. */
  private static boolean asksMonth(Expr expr) {
    return expr instanceof Expr.Call call
        && (call.name().equals("getMonth")
            || call.name().equals("getUTCMonth")
            || ((call.name().equals("String") || call.name().equals("toString")) && isMonth(call)));
  }

  /** What a component is given belongs to whoever gave it. */
  private static boolean isGivenToView(String name, Scope scope) {
    var around = scope.function();
    return !around.name().isEmpty()
        && Character.isUpperCase(around.name().charAt(0))
        && around.params().size() == 1
        && around.params().getFirst().names().size() > 1
        && around.params().getFirst().names().contains(name);
  }

  /** A method that is handed on without its object. */
  private static void unbound(Expr.Call call, Scope scope) {
    if (!CALLERS.contains(call.name()) || scope.type().isEmpty()) {
      return;
    }
    if (EMITS.contains(call.name()) && Code.isName(call.receiver(), "this")) {
      // Whoever emits is "this" in its own listeners.
      return;
    }
    boolean given = call.name().equals("forEach") || call.name().equals("map");
    for (var arg : call.args()) {
      if (arg.value() instanceof Expr.Member(int line, Expr.Name(_, var self), var name, _)
          && self.equals("this")
          && !(given && call.args().size() > 1)
          && isUnbound(name, scope)) {
        scope.report("lost-this", line);
      }
    }
  }

  private static boolean isUnbound(String name, Scope scope) {
    boolean[] method = {false};
    boolean[] bound = {false};
    for (Stmt member : scope.type().orElseThrow().members()) {
      if (member instanceof Stmt.Define(_, var function)) {
        method[0] |= function.name().equals(name) && Callbacks.usesThis(function.body());
        Walk.statements(
            function.body(),
            _ -> {},
            expr ->
                bound[0] |=
                    expr instanceof Expr.Assign(_, var target, _, _)
                        && Code.nameOf(target).equals(name));
      }
    }
    return method[0] && !bound[0];
  }
}
