package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Walk;
import java.util.List;
import java.util.Set;

/** Work that is begun and not waited for. */
final class Awaits implements Check {

  /** These look at what the function gives, and a promise is always something. */
  private static final Set<String> TESTS =
      Set.of("filter", "some", "every", "find", "findIndex", "sort", "reduce");

  private static final Set<String> CHAINS = Set.of("then", "catch", "finally");
  private static final Set<String> TIMERS =
      Set.of("setTimeout", "setInterval", "addEventListener", "setImmediate", "on");

  @Override
  public void stmt(Stmt stmt, Scope scope) {
    switch (stmt) {
      case Stmt.Eval(int line, Expr.Call call) when isAsync(call, scope) && !scope.is("go") -> {
        boolean here = scope.is("python") || scope.function().modifiers().contains("async");
        if (here && !(scope.is("js") && Tried.allAwaits(call, scope))) {
          scope.report("missing-await", line);
        }
      }
      case Stmt.Eval(int line, Expr.Call call) when promises(call, scope) ->
          scope.report("missing-await", line);
      case Stmt.If(int line, var condition, _, _) when tests(condition, scope) ->
          scope.report("missing-await", line);
      case Stmt.Declare(int line, var name, _, var init, _, _)
          when init.isPresent()
              && init.get() instanceof Expr.Call call
              && isAsync(call, scope)
              && usedAtOnce(name, scope) ->
          scope.report("missing-await", line);
      default -> {}
    }
  }

  /** A method that an interface of the file says to give a promise. */
  private static boolean promises(Expr.Call call, Scope scope) {
    var all = scope.declared().functions().getOrDefault(call.name(), List.of());
    return scope.is("js")
        && scope.function().modifiers().contains("async")
        && call.receiver().isPresent()
        && !all.isEmpty()
        && all.stream().allMatch(each -> each.body().isEmpty() && each.returns().equals("Promise"));
  }

  private static boolean tests(Expr condition, Scope scope) {
    return switch (condition) {
      case Expr.Call call -> isAsync(call, scope);
      case Expr.Unary(_, var op, var operand) -> op.equals("!") && tests(operand, scope);
      default -> false;
    };
  }

  private static boolean isAsync(Expr.Call call, Scope scope) {
    return scope
        .declared()
        .called(call, scope)
        .filter(called -> called.modifiers().contains("async") && !called.modifiers().contains("*"))
        .filter(called -> !scope.is("python") || !yields(called))
        .isPresent();
  }

  /** What yields is looped over, not waited for. */
  private static boolean yields(FunctionDecl function) {
    return !function.body().isEmpty() && function.modifiers().contains("yield");
  }

  /** Whether a promise is used as if it were what it promises. */
  private static boolean usedAtOnce(String name, Scope scope) {
    boolean[] used = {false};
    boolean[] kept = {false};
    Walk.statements(
        scope.function().body(),
        stmt -> kept[0] |= stmt instanceof Stmt.Return(_, var value) && Code.isName(value, name),
        expr -> {
          switch (expr) {
            case Expr.Await(_, var operand) -> kept[0] |= Code.mentions(operand, name);
            case Expr.Member(_, var target, var member, _) ->
                used[0] |= Code.isName(target, name) && !CHAINS.contains(member);
            case Expr.Call call -> {
              boolean on = Code.isName(call.receiver(), name);
              used[0] |= on && !CHAINS.contains(call.name());
              kept[0] |= on && CHAINS.contains(call.name());
              kept[0] |= call.args().stream().anyMatch(arg -> Code.mentions(arg.value(), name));
            }
            case Expr.Index(_, var target, _) -> used[0] |= Code.isName(target, name);
            default -> {}
          }
        });
    return used[0] && !kept[0];
  }

  @Override
  public void expr(Expr expr, Scope scope) {
    if (!(expr instanceof Expr.Call call) || !scope.is("js")) {
      return;
    }
    for (var arg : call.args()) {
      if (arg.value() instanceof Expr.Lambda(int line, var function)) {
        boolean async = function.modifiers().contains("async");
        if (call.name().equals("catch")
            && function.body().isEmpty()
            && call.receiver()
                .filter(on -> on instanceof Expr.Call to && !TidyingUp.is(to))
                .isPresent()
            && !scope.surface().isCommented(line, function.endLine())) {
          scope.report("swallowed-error", line);
        }
        if (async && call.name().equals("forEach")) {
          scope.report("async-for-each", line);
        } else if (async && TESTS.contains(call.name()) && !call.name().equals("reduce")) {
          scope.report("async-test", line);
        }
      }
    }
    chained(call, scope);
    boolean timer = TIMERS.contains(call.name()) && !call.args().isEmpty();
    if (timer) {
      var given =
          call.args().get(call.name().startsWith("set") ? 0 : call.args().size() - 1).value();
      if (given instanceof Expr.Call made && givesNothing(made, scope)) {
        scope.report("called-at-once", call.line());
      }
    }
  }

  /** A step of a chain that begins something and does not hand it on to the next step. */
  private static void chained(Expr.Call call, Scope scope) {
    if (!call.name().equals("then")
        || !(call.receiver().orElse(call) instanceof Expr.Call before)
        || !before.name().equals("then")
        || before.args().size() != 1
        || call.args().isEmpty()
        || !(before.args().getFirst().value() instanceof Expr.Lambda(_, var step))
        || !(call.args().getFirst().value() instanceof Expr.Lambda(_, var next))
        || step.body().isEmpty()
        || Callbacks.returns(step)
        || step.modifiers().contains("async")) {
      return;
    }
    if (step.body().getLast() instanceof Stmt.Eval(int line, Expr.Call last)) {
      boolean alike =
          last.receiver()
              .map(Code::nameOf)
              .filter(name -> !name.isEmpty() && Code.mentions(next.body(), name))
              .isPresent();
      if (!next.params().isEmpty() || alike) {
        scope.report("missing-return", line);
      }
    }
  }

  private static boolean givesNothing(Expr.Call call, Scope scope) {
    return scope
        .declared()
        .called(call, scope)
        .filter(called -> !called.body().isEmpty() && !Callbacks.returns(called))
        .isPresent();
  }
}
