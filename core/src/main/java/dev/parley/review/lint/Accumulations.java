package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Stmt;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collections that are copied whole for each element that comes to them. */
final class Accumulations implements Check {

  private static final Set<String> JOINS =
      Set.of("concat", "append", "vstack", "hstack", "concatenate", "merge", "union", "assign");

  @Override
  public void expr(Expr expr, Scope scope) {
    if (expr instanceof Expr.Assign(int line, var target, var op, var value)
        && op.equals("=")
        && scope.isInLoop()
        && (scope.is("js") || scope.is("python"))
        && LoopCosts.isKept(target, scope)
        && (isSpread(value, target, scope) || isJoin(value, target, scope))) {
      scope.report("copy-in-loop", line);
    }
    if (scope.is("js")
        && expr instanceof Expr.Call call
        && call.name().equals("reduce")
        && !call.args().isEmpty()
        && call.args().getFirst().value() instanceof Expr.Lambda(_, var step)
        && !step.params().isEmpty()) {
      copied(step, scope);
    }
  }

  private static void copied(FunctionDecl step, Scope scope) {
    var all = new Expr.Name(step.line(), step.params().getFirst().name());
    for (Stmt stmt : step.body()) {
      if (stmt instanceof Stmt.Return(int line, var value)
          && value.isPresent()
          && (isSpread(value.get(), all, scope) || isConcat(value.get(), all))) {
        scope.report("copy-in-loop", line);
      }
    }
  }

  private static boolean isConcat(Expr value, Expr target) {
    return value instanceof Expr.Call call
        && call.name().equals("concat")
        && call.receiver().filter(on -> Code.same(on, target)).isPresent();
  }

  /** Such as {@code {...all, [key]: value}}; a spread value reads as one without a key. */
  private static boolean isSpread(Expr value, Expr target, Scope scope) {
    if (value instanceof Expr.Mapping(_, var keys, var values) && values.size() > 1) {
      return keys.getFirst() instanceof Expr.Null && Code.same(values.getFirst(), target);
    }
    return value instanceof Expr.Sequence(_, var elements)
        && scope.is("js")
        && elements.size() > 1
        && Code.same(elements.getFirst(), target)
        && scope.is(target, "List");
  }

  /** A function of a library that makes a new table of two. */
  private static boolean isJoin(Expr value, Expr target, Scope scope) {
    if (!scope.is("python") || !(value instanceof Expr.Call call) || !JOINS.contains(call.name())) {
      return false;
    }
    Optional<Expr> on = call.receiver();
    boolean library =
        Code.isName(on, "pd")
            || Code.isName(on, "np")
            || Code.isName(on, "pandas")
            || Code.isName(on, "numpy");
    List<Expr> given = call.args().stream().map(Expr.Arg::value).toList();
    return library
        && !given.isEmpty()
        && (Code.same(given.getFirst(), target)
            || (given.getFirst() instanceof Expr.Sequence(_, var parts)
                && parts.stream().anyMatch(part -> Code.same(part, target))));
  }
}
