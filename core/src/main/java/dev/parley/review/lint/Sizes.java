package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Stmt;
import java.util.List;
import java.util.stream.IntStream;

/** Code that is too deep, or takes too much, to be held in mind. */
final class Sizes implements Check {

  private static final int DEPTH_MAX = 4;
  private static final int PARAMETERS_MAX = 6;

  @Override
  public void function(FunctionDecl function, Scope scope) {
    if (function.params().size() > PARAMETERS_MAX) {
      scope.report("long-parameter-list", function.line());
    }
    if (depth(function.body()) > DEPTH_MAX) {
      scope.report("deep-nesting", deepest(function.body()));
    }
  }

  @Override
  public void expr(Expr expr, Scope scope) {
    if (expr instanceof Expr.Conditional(int line, _, var then, var otherwise)
        && (then instanceof Expr.Conditional || otherwise instanceof Expr.Conditional)) {
      scope.report("nested-conditional", line);
    }
  }

  private static int depth(List<Stmt> body) {
    return body.stream().mapToInt(Sizes::depth).max().orElse(0);
  }

  private static int depth(Stmt stmt) {
    return switch (stmt) {
      case Stmt.If(_, _, var then, var otherwise) ->
          Math.max(1 + depth(then), isElseIf(otherwise) ? depth(otherwise) : 1 + depth(otherwise));
      case Stmt.Loop loop -> 1 + depth(loop.body());
      case Stmt.ForEach each -> 1 + depth(each.body());
      case Stmt.Switch choice ->
          1 + choice.cases().stream().mapToInt(each -> depth(each.body())).max().orElse(0);
      case Stmt.Try attempt ->
          1
              + IntStream.concat(
                      IntStream.of(depth(attempt.body()), depth(attempt.last())),
                      attempt.catches().stream().mapToInt(each -> depth(each.body())))
                  .max()
                  .orElse(0);
      case Stmt.Block(_, var body) -> depth(body);
      default -> 0;
    };
  }

  private static boolean isElseIf(List<Stmt> otherwise) {
    return otherwise.size() == 1 && otherwise.getFirst() instanceof Stmt.If;
  }

  /** The line where the deepest nesting begins. */
  private static int deepest(List<Stmt> body) {
    return body.stream().filter(each -> depth(each) > DEPTH_MAX).findFirst().orElseThrow().line();
  }
}
