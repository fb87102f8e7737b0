package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import java.util.Optional;
import java.util.Set;

/** Lengths and positions. */
final class Lengths {

  private static final Set<String> CALLS = Set.of("size", "length", "count", "len");

  private Lengths() {}

  /** What something is the length of; empty if it is no length. */
  static Optional<Expr> lengthOf(Expr expr) {
    return switch (expr) {
      case Expr.Member(_, var target, var name, _) when name.equals("length") ->
          Optional.of(target);
      case Expr.Call(_, var receiver, var name, var args, _)
          when receiver.isPresent() && args.isEmpty() && CALLS.contains(name) ->
          receiver;
      case Expr.Call(_, var receiver, var name, var args, _)
          when receiver.isEmpty() && args.size() == 1 && name.equals("len") ->
          Optional.of(args.getFirst().value());
      default -> Optional.empty();
    };
  }

  /** No length is below nought. */
  static void check(Expr.Binary binary, Scope scope) {
    boolean never = binary.op().equals("<") && Code.isNumber(binary.right(), 0);
    boolean always = binary.op().equals(">=") && Code.isNumber(binary.right(), 0);
    boolean attribute = binary.left() instanceof Expr.Member && scope.is("python");
    if ((never || always) && !attribute && isLength(binary.left())) {
      scope.report("impossible-length", binary.line());
    }
  }

  /** A size that has a sign is another thing: a count of objects, say, that may be unknown. */
  private static boolean isLength(Expr expr) {
    return lengthOf(expr).isPresent()
        && (!(expr instanceof Expr.Call call) || !call.name().equals("count"))
        && (!(expr instanceof Expr.Call call)
            || call.receiver().isEmpty()
            || call.args().isEmpty());
  }
}
