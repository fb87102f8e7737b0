package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Walk;
import java.util.List;
import java.util.Set;

/** How errors are thrown, caught and lost. */
final class Errors implements Check {

  private static final Set<String> ALL =
      Set.of("Exception", "BaseException", "Throwable", "RuntimeException");

  @Override
  public void stmt(Stmt stmt, Scope scope) {
    switch (stmt) {
      case Stmt.Try attempt -> {
        lastly(attempt.last(), false, scope);
        handlers(attempt, scope);
      }
      case Stmt.Throw(int line, var value) -> value.ifPresent(each -> thrown(each, line, scope));
      default -> {}
    }
  }

  /** What jumps out of finally drops the error that is on its way. */
  private static void lastly(List<Stmt> last, boolean inLoop, Scope scope) {
    for (Stmt each : last) {
      switch (each) {
        case Stmt.Return(int line, _) -> scope.report("jump-in-finally", line);
        case Stmt.Jump jump when !inLoop -> scope.report("jump-in-finally", jump.line());
        case Stmt.If(_, _, var then, var otherwise) -> {
          lastly(then, inLoop, scope);
          lastly(otherwise, inLoop, scope);
        }
        case Stmt.Loop loop -> lastly(loop.body(), true, scope);
        case Stmt.ForEach loop -> lastly(loop.body(), true, scope);
        case Stmt.Block(_, var body) -> lastly(body, inLoop, scope);
        default -> {}
      }
    }
  }

  private static void handlers(Stmt.Try attempt, Scope scope) {
    Handlers.check(attempt, scope);
    boolean all = false;
    for (var handler : attempt.catches()) {
      if (all && !handler.types().isEmpty()) {
        scope.report("unreachable-handler", handler.line());
      }
      all |=
          handler.types().stream().anyMatch(Set.of("Exception", "BaseException")::contains)
              && scope.is("python");
      if (scope.is("python") && handler.types().isEmpty() && !rethrows(handler)) {
        scope.report("bare-except", handler.line());
      }
      handler.name().ifPresent(name -> causes(handler, name, scope));
    }
  }

  private static boolean rethrows(Stmt.Catch handler) {
    return Walk.anyShallow(handler.body(), stmt -> stmt instanceof Stmt.Throw, _ -> false);
  }

  private static void causes(Stmt.Catch handler, String name, Scope scope) {
    for (Stmt stmt : handler.body()) {
      if (stmt instanceof Stmt.Throw(int line, var value) && value.isPresent()) {
        boolean alone = handler.body().size() == 1;
        if (alone && Code.isName(value, name)) {
          scope.report("useless-catch", handler.line());
        } else if (value.get() instanceof Expr.New
            && scope.is("java")
            && !Code.mentions(handler.body(), name)
            && handler.types().stream().anyMatch(ALL::contains)) {
          scope.report("lost-cause", line);
        }
      }
    }
    if (handler.types().equals(List.of("InterruptedException"))) {
      if (isEndless(scope) && goesOn(handler)) {
        scope.report("swallowed-interrupt", handler.line());
      } else if (handler.body().isEmpty()) {
        scope.report("lost-interrupt", handler.line());
      }
    }
  }

  private static boolean isEndless(Scope scope) {
    return scope.isInLoop()
        && scope.loops().getLast() instanceof Stmt.Loop loop
        && loop.condition().filter(each -> !Code.isTrue(each)).isEmpty()
        && !Code.breaks(loop.body());
  }

  /** Whether a handler neither leaves nor does anything about being told to stop. */
  private static boolean goesOn(Stmt.Catch handler) {
    boolean[] minds = {Code.ends(handler.body()) && !isContinue(handler.body())};
    Walk.shallow(
        handler.body(),
        stmt ->
            minds[0] |=
                stmt instanceof Stmt.Return
                    || stmt instanceof Stmt.Throw
                    || (stmt instanceof Stmt.Jump jump && jump.breaks()),
        expr ->
            minds[0] |=
                expr instanceof Expr.Assign
                    || (expr instanceof Expr.Call call && call.name().equals("interrupt")));
    return !minds[0];
  }

  private static boolean isContinue(List<Stmt> body) {
    return body.getLast() instanceof Stmt.Jump jump && !jump.breaks();
  }

  private static void thrown(Expr value, int line, Scope scope) {
    boolean text = value instanceof Expr.Literal || value instanceof Expr.Template;
    if (scope.is("python")) {
      boolean notImplemented =
          Code.isName(value, "NotImplemented")
              || (value instanceof Expr.Call call && call.name().equals("NotImplemented"));
      if (text || notImplemented) {
        scope.report("raised-value", line);
      }
    } else if (scope.is("js") && text) {
      scope.report("thrown-value", line);
    }
  }
}
