package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Walk;
import java.util.HashSet;
import java.util.Set;

/** Loops whose condition nothing changes. */
final class Endless {

  private static final Set<String> COMPARES = Set.of("<", ">", "<=", ">=");

  private Endless() {}

  static void check(Stmt.Loop loop, Scope scope) {
    if (loop.condition().isEmpty()) {
      return;
    }
    Expr condition = loop.condition().get();
    var names = new HashSet<String>();
    if (!plain(condition, names, scope) || names.isEmpty()) {
      return;
    }
    boolean other =
        !loop.update().isEmpty()
            && loop.update().stream()
                .allMatch(each ->
                    each instanceof Expr.Assign(_, Expr.Name(_, var id), _, _)
                        && !names.contains(id));
    boolean changed =
        names.stream()
            .anyMatch(name ->
                Code.assigns(loop.body(), name)
                    || loop.update().stream().anyMatch(each -> changes(each, name))
                    || !scope.isLocal(name)
                    || isCaptured(name, scope));
    if (!changed && (other || !leaves(loop))) {
      scope.report(other ? "loop-variable" : "endless-loop", loop.line());
    }
  }

  private static boolean changes(Expr update, String name) {
    return Walk.any(update, each -> Code.assigns(each, name));
  }

  /** Only comparisons of order between variables and numbers, which cannot change by themselves. */
  private static boolean plain(Expr expr, Set<String> names, Scope scope) {
    return switch (expr) {
      case Expr.Binary binary when COMPARES.contains(binary.op()) ->
          operand(binary.left(), names, scope) && operand(binary.right(), names, scope);
      case Expr.Binary(_, var op, Expr.Name(_, var id), var right, _)
          when (op.equals("!=") || op.equals("=="))
              && (right instanceof Expr.Null || right instanceof Expr.Literal) -> {
        names.add(id);
        yield true;
      }
      case Expr.Unary(_, var op, Expr.Name(_, var id))
          when op.equals("!") && scope.kindOf(id).equals("boolean") -> {
        names.add(id);
        yield true;
      }
      case Expr.Binary binary when binary.op().equals("&&") || binary.op().equals("||") ->
          plain(binary.left(), names, scope) && plain(binary.right(), names, scope);
      default -> false;
    };
  }

  private static boolean operand(Expr expr, Set<String> names, Scope scope) {
    return switch (expr) {
      case Expr.Literal _ -> true;
      case Expr.Name(_, var id) -> {
        names.add(id);
        yield true;
      }
      case Expr.Binary binary ->
          operand(binary.left(), names, scope) && operand(binary.right(), names, scope);
      case Expr.Member member when member.name().equals("length") ->
          member.target() instanceof Expr.Name(_, var id) && scope.kindOf(id).equals("[]");
      default -> false;
    };
  }

  private static boolean leaves(Stmt.Loop loop) {
    return Walk.anyShallow(
        loop.body(),
        stmt ->
            stmt instanceof Stmt.Return
                || stmt instanceof Stmt.Throw
                || (stmt instanceof Stmt.Jump jump && jump.breaks()),
        expr ->
            expr instanceof Expr.Await
                || expr instanceof Expr.Other
                || Code.isCall(expr, Set.of("exit", "abort", "_exit", "panic", "Exit", "Fatal")));
  }

  /** A function within may change it. */
  private static boolean isCaptured(String name, Scope scope) {
    return Walk.anyShallow(
        scope.function().body(),
        stmt -> stmt instanceof Stmt.Define(_, var inner) && Code.assigns(inner.body(), name),
        expr -> expr instanceof Expr.Lambda(_, var inner) && Code.assigns(inner.body(), name));
  }
}
