package dev.parley.review.analysis;

import dev.parley.review.syntax.Expr;
import java.util.regex.Pattern;

/** What an argument is made of, by its names; what another call makes of it is something else. */
final class Mentions {

  private Mentions() {}

  static boolean in(Expr expr, Pattern name) {
    return switch (expr) {
      case Expr.Name(_, var id) -> name.matcher(id).find();
      case Expr.Member member -> name.matcher(member.name()).find();
      case Expr.Template(_, var parts) -> parts.stream().anyMatch(part -> in(part, name));
      case Expr.Other(_, var parts) -> parts.stream().anyMatch(part -> in(part, name));
      case Expr.Binary(_, var op, var left, var right, _) ->
          op.equals("+") && (in(left, name) || in(right, name));
      case Expr.Unary(_, var op, var operand) -> !op.equals("!") && in(operand, name);
      case Expr.Cast cast -> in(cast.operand(), name);
      case Expr.Call call -> shown(call, name);
      default -> false;
    };
  }

  /** A header, or the same text in another form. */
  private static boolean shown(Expr.Call call, Pattern name) {
    boolean header =
        call.args().size() == 1
            && call.name().equals("Get")
            && call.args().getFirst().value() instanceof Expr.Literal(_, var text)
            && name.matcher(String.valueOf(text)).find();
    boolean same =
        call.args().isEmpty()
            && call.receiver().isPresent()
            && Questions.isBare(call.name())
            && in(call.receiver().get(), name);
    return header || same;
  }
}
