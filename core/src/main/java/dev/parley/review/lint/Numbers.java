package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Stmt;
import java.util.Optional;
import java.util.Set;

/** Numbers that overflow, or lose what is behind the point. */
final class Numbers implements Check {

  private static final Set<String> FRACTIONS = Set.of("double", "float", "Double", "Float");
  private static final Set<String> ROUNDS = Set.of("ceil", "round", "floor");
  private static final Set<String> INTEGERS =
      Set.of("int", "long", "short", "byte", "Integer", "Long");

  /** A product with a constant as large as this is soon too large. */
  private static final long LARGE = 100_000;

  @Override
  public void stmt(Stmt stmt, Scope scope) {
    if (!scope.is("java")) {
      return;
    }
    switch (stmt) {
      case Stmt.Declare declare ->
          declare.init().ifPresent(init -> given(declare.type(), init, scope));
      case Stmt.Return(_, var value) ->
          value.ifPresent(each -> given(scope.function().returns(), each, scope));
      case Stmt.Eval(_, Expr.Assign assign) when assign.op().equals("=") ->
          given(scope.kindOf(assign.target()), assign.value(), scope);
      default -> {}
    }
  }

  private static void given(String type, Expr value, Scope scope) {
    if (FRACTIONS.contains(type) && divides(value, scope)) {
      scope.report("integer-division", value.line());
    }
    if (type.equals("long")
        && value instanceof Expr.Binary binary
        && binary.op().equals("*")
        && areInts(binary, scope)
        && factor(binary) >= LARGE) {
      scope.report("overflow", value.line());
    }
  }

  /** The division is the outermost, or is only scaled afterwards. */
  private static boolean divides(Expr value, Scope scope) {
    if (!(value instanceof Expr.Binary binary)) {
      return false;
    }
    if (binary.op().equals("/")) {
      return INTEGERS.contains(scope.kindOf(binary.left()))
          && INTEGERS.contains(scope.kindOf(binary.right()));
    }
    return binary.op().equals("*")
        && (divides(binary.left(), scope) || divides(binary.right(), scope));
  }

  /** Products of literals with a mark for long are long. */
  private static boolean areInts(Expr expr, Scope scope) {
    return switch (expr) {
      case Expr.Literal(_, var value) -> value instanceof Long;
      case Expr.Binary binary ->
          binary.op().equals("*")
              && areInts(binary.left(), scope)
              && areInts(binary.right(), scope);
      default -> scope.is(expr, "int");
    };
  }

  private static long factor(Expr expr) {
    return switch (expr) {
      case Expr.Literal(_, Long value) -> Math.min(Math.abs(value), LARGE);
      case Expr.Binary binary -> Math.min(factor(binary.left()) * factor(binary.right()), LARGE);
      default -> 1;
    };
  }

  @Override
  public void expr(Expr expr, Scope scope) {
    switch (expr) {
      case Expr.Cast(int line, var type, var operand)
          when scope.is("java") && FRACTIONS.contains(type) && divides(operand, scope) ->
          scope.report("integer-division", line);
      case Expr.Call call when scope.is("java") && ROUNDS.contains(call.name()) ->
          rounded(call, scope);
      case Expr.New created
          when created.type().equals("BigDecimal")
              && created.args().size() == 1
              && created.args().getFirst().value() instanceof Expr.Literal(_, Double value)
              && value != Math.rint(value) ->
          scope.report("inexact-decimal", created.line());
      case Expr.Binary(int line, var op, var left, var right, _)
          when !(left instanceof Expr.Literal)
              && (op.equals("/") || op.equals("%"))
              && Code.isNumber(right, 0)
              && !scope.is("js") ->
          scope.report("division-by-zero", line);
      case Expr.Binary(int line, var op, Expr.Sequence list, _, _)
          when op.equals("*") && scope.is("python") && sharesElements(list) ->
          scope.report("shared-elements", line);
      case Expr.Call call
          when call.name().equals("fromkeys")
              && call.args().size() == 2
              && isMutable(call.args().get(1).value()) ->
          scope.report("shared-elements", call.line());
      case Expr.Binary binary when binary.op().equals("/") -> average(binary, scope);
      default -> {}
    }
  }

  private static void rounded(Expr.Call call, Scope scope) {
    boolean math = Code.isName(call.receiver(), "Math") && call.args().size() == 1;
    if (math && divides(call.args().getFirst().value(), scope)) {
      scope.report("integer-division", call.line());
    }
  }

  private static boolean sharesElements(Expr.Sequence list) {
    return list.elements().size() == 1 && isMutable(list.elements().getFirst());
  }

  private static boolean isMutable(Expr expr) {
    return expr instanceof Expr.Mapping
        || (expr instanceof Expr.Sequence)
        || (expr instanceof Expr.Binary(_, var op, Expr.Sequence _, _, _) && op.equals("*"));
  }

  /** Nobody asked whether there are any. */
  private static void average(Expr.Binary binary, Scope scope) {
    Optional<Expr> counted = Lengths.lengthOf(binary.right());
    boolean asked =
        counted.filter(of -> of instanceof Expr.Name(_, var id) && isParam(id, scope)).isEmpty()
            || scope.function().body().stream()
                .anyMatch(stmt ->
                    stmt instanceof Stmt.If
                        || stmt instanceof Stmt.Try
                        || (stmt instanceof Stmt.Eval(_, Expr.Call call)
                            && call.args().size() > 0));
    if (!asked) {
      scope.report("unguarded-division", binary.line());
    }
  }

  private static boolean isParam(String name, Scope scope) {
    return scope.function().params().stream().anyMatch(each -> each.names().contains(name));
  }
}
