package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Walk;
import java.util.List;
import java.util.Optional;

/** Texts of which it is known what they are like. */
final class Matched {

  private Matched() {}

  /** Whether a text is matched only where a test of the same text has succeeded. */
  static boolean wasTested(Expr.Call match, Scope scope) {
    Optional<Expr> text = match.receiver().filter(Code::isPure);
    return text.isPresent()
        && Walk.any(
            scope.function().body(),
            stmt ->
                stmt instanceof Stmt.If(_, var condition, var then, _)
                    && tests(condition, text.get())
                    && Walk.any(then, _ -> false, each -> Code.isThat(each, match)),
            expr -> guards(expr, text.get(), match));
  }

  private static boolean guards(Expr expr, Expr text, Expr.Call match) {
    return switch (expr) {
      case Expr.Conditional(_, var condition, var then, _) ->
          tests(condition, text) && holds(then, match);
      case Expr.Binary(_, var op, var left, var right, _) ->
          op.equals("&&") && tests(left, text) && holds(right, match);
      default -> false;
    };
  }

  private static boolean holds(Expr expr, Expr.Call match) {
    return Walk.any(expr, each -> Code.isThat(each, match));
  }

  /** Whether it holds only if a pattern is found in the text. */
  private static boolean tests(Expr condition, Expr text) {
    return switch (condition) {
      case Expr.Call(_, _, var name, var args, _) -> name.equals("test") && isOnly(args, text);
      case Expr.Binary(_, var op, var left, var right, _) ->
          op.equals("&&") && (tests(left, text) || tests(right, text));
      default -> false;
    };
  }

  private static boolean isOnly(List<Expr.Arg> args, Expr text) {
    return args.size() == 1 && Code.same(args.getFirst().value(), text);
  }
}
