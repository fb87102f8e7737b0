package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Hooks and effects of React, and listeners of the page. */
final class Hooks implements Check {

  private static final Pattern HOOK = Pattern.compile("use[A-Z]\\w*");
  private static final Pattern OWNER = Pattern.compile("[A-Z]\\w*|use[A-Z]\\w*");
  private static final Set<String> EFFECTS = Set.of("useEffect", "useLayoutEffect");
  private static final Set<String> REMOVES = Set.of("removeEventListener", "removeListener");
  private static final Set<String> STAYS = Set.of("setInterval", "addEventListener");
  private static final Pattern SETTER = Pattern.compile("set[A-Z]\\w*");

  @Override
  public void function(FunctionDecl function, Scope scope) {
    if (scope.is("js") && isReact(scope) && OWNER.matcher(nameOf(function, scope)).matches()) {
      conditional(function.body(), false, scope);
    }
  }

  private static boolean isReact(Scope scope) {
    return scope.surface().imports().stream()
        .anyMatch(each -> each.path().equals("react") || each.path().equals("preact/hooks"));
  }

  /** A function that is kept in a variable has the variable's name. */
  private static String nameOf(FunctionDecl function, Scope scope) {
    if (!function.name().isEmpty()) {
      return function.name();
    }
    for (var each : scope.declared().functions().entrySet()) {
      if (each.getValue().contains(function)) {
        return each.getKey();
      }
    }
    return "";
  }

  private static boolean conditional(List<Stmt> body, boolean sometimes, Scope scope) {
    boolean maybe = sometimes;
    for (Stmt stmt : body) {
      switch (stmt) {
        case Stmt.If(_, _, var then, var otherwise) -> {
          conditional(then, true, scope);
          conditional(otherwise, true, scope);
          maybe |= returns(then) || returns(otherwise);
        }
        case Stmt.ForEach each -> conditional(each.body(), true, scope);
        case Stmt.Loop loop -> conditional(loop.body(), true, scope);
        case Stmt.Block(_, var inner) -> maybe |= conditional(inner, maybe, scope);
        case Stmt.Define _, Stmt.DefineType _ -> {}
        default -> {
          if (maybe) {
            hooks(stmt, scope);
          }
        }
      }
    }
    return maybe;
  }

  private static boolean returns(List<Stmt> body) {
    return Walk.anyShallow(body, stmt -> stmt instanceof Stmt.Return, _ -> false);
  }

  private static void hooks(Stmt stmt, Scope scope) {
    Walk.shallow(
        List.of(stmt),
        _ -> {},
        expr -> {
          if (expr instanceof Expr.Call call
              && HOOK.matcher(call.name()).matches()
              && call.receiver().filter(on -> !Code.isName(on, "React")).isEmpty()) {
            scope.report("conditional-hook", call.line());
          }
        });
  }

  @Override
  public void expr(Expr expr, Scope scope) {
    if (!scope.is("js") || !(expr instanceof Expr.Call call)) {
      return;
    }
    if (REMOVES.contains(call.name())
        && call.args().size() > 1
        && isNew(call.args().get(1).value())) {
      scope.report("unremoved-listener", call.line());
    }
    if (EFFECTS.contains(call.name())
        && !call.args().isEmpty()
        && call.args().getFirst().value() instanceof Expr.Lambda(_, var effect)) {
      effect(call, effect, scope);
    }
  }

  /** A function made here is not the one that was added. */
  private static boolean isNew(Expr listener) {
    return listener instanceof Expr.Lambda
        || (listener instanceof Expr.Call bound && bound.name().equals("bind"));
  }

  private static void effect(Expr.Call call, FunctionDecl effect, Scope scope) {
    var sets = new ArrayList<Expr.Call>();
    var stays = new ArrayList<Expr.Call>();
    Walk.shallow(
        effect.body(),
        _ -> {},
        each -> {
          if (each instanceof Expr.Call inner && inner.receiver().isEmpty()) {
            if (SETTER.matcher(inner.name()).matches() && isState(inner.name(), scope)) {
              sets.add(inner);
            }
          }
          if (each instanceof Expr.Call inner && STAYS.contains(inner.name())) {
            stays.add(inner);
          }
        });
    if (call.args().size() == 1 && isUnconditional(effect, sets)) {
      scope.report("endless-effect", sets.getFirst().line());
    }
    if (!stays.isEmpty() && !returns(effect.body())) {
      scope.report("effect-without-cleanup", stays.getFirst().line());
    }
  }

  private static boolean isUnconditional(FunctionDecl effect, List<Expr.Call> sets) {
    return effect.body().stream()
        .anyMatch(stmt ->
            switch (stmt) {
              case Stmt.Eval(_, Expr.Call call) -> sets.contains(call);
              case Stmt.Return(_, var value) ->
                  sets.stream().anyMatch(each -> Optional.of((Expr) each).equals(value));
              default -> false;
            });
  }

  private static boolean isState(String setter, Scope scope) {
    return scope.surface().count("useState") > 0
        && scope.surface().count(setter) > 1
        && !Set.of("setTimeout", "setInterval").contains(setter);
  }
}
