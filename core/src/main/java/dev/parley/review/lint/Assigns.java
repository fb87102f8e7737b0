package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Stmt;
import java.util.List;
import java.util.Set;

/** Assignments that do nothing, or give the wrong value. */
final class Assigns implements Check {

  private static final Set<String> COMPARES = Set.of("==", "!=", "<", ">", "<=", ">=");
  private static final Set<String> COMPUTES = Set.of("+", "-", "*", "/", "%");

  @Override
  public void expr(Expr expr, Scope scope) {
    if (!(expr instanceof Expr.Assign assign) || !assign.op().equals("=")) {
      return;
    }
    // Outside functions, Python's names are thus made members of a module or class.
    boolean alias = scope.is("python") && scope.function().name().isEmpty();
    if (!alias && isPlace(assign.target()) && Code.same(assign.target(), assign.value())) {
      scope.report("self-assignment", assign.line());
    }
    if (assign.value() instanceof Expr.Assign step
        && !step.op().equals("=")
        && Code.same(step.target(), assign.target())
        && Code.isNumber(step.value(), 1)) {
      scope.report("self-assignment", assign.line());
    }
    if (assign.value() instanceof Expr.Unary(_, var op, var operand)
        && op.equals("+")
        && (operand instanceof Expr.Literal || scope.is("java"))) {
      scope.report("reversed-operator", assign.line());
    }
  }

  private static boolean isPlace(Expr expr) {
    return expr instanceof Expr.Name || !Code.nameOf(expr).isEmpty();
  }

  @Override
  public void stmt(Stmt stmt, Scope scope) {
    // In a try, it may be done for the error.
    if (stmt instanceof Stmt.Eval(int line, Expr.Binary binary) && scope.tries().isEmpty()) {
      if (COMPARES.contains(binary.op())) {
        scope.report("useless-expression", line);
      } else if (COMPUTES.contains(binary.op())
          && Code.isPure(binary)
          && !(binary.left() instanceof Expr.Literal)) {
        scope.report("useless-expression", line);
      }
    }
  }

  @Override
  public void body(List<Stmt> body, Scope scope) {
    for (int i = 0; i + 1 < body.size(); i++) {
      if (body.get(i) instanceof Stmt.Eval(int line, Expr.Assign first)
          && body.get(i + 1) instanceof Stmt.Eval(_, Expr.Assign second)
          && first.op().equals("=")
          && second.op().equals("=")
          && overwrites(first, second)) {
        scope.report("overwritten-value", line);
      }
    }
  }

  private static boolean overwrites(Expr.Assign first, Expr.Assign second) {
    return first.target() instanceof Expr.Name(_, var id)
        && !id.equals("_")
        && Code.same(first.target(), second.target())
        && !Code.mentions(second.value(), id)
        && !(first.value() instanceof Expr.Literal)
        && !(first.value() instanceof Expr.Null)
        // What is called may see the variable.
        && (Code.isPure(second.value()) || Code.isPure(first.value()) || isCall(second.value()));
  }

  private static boolean isCall(Expr expr) {
    return expr instanceof Expr.Call || expr instanceof Expr.New;
  }

  /** A constructor that gives one parameter to two fields, and forgets the other's. */
  @Override
  public void function(FunctionDecl function, Scope scope) {
    if (!function.name().equals(FunctionDecl.INIT)) {
      return;
    }
    var params =
        function.params().stream()
            .map(each -> each.name())
            .filter(each -> !each.isEmpty())
            .toList();
    for (Stmt stmt : function.body()) {
      if (stmt instanceof Stmt.Eval(int line, Expr.Assign assign)
          && assign.op().equals("=")
          && assign.target() instanceof Expr.Member
          && assign.value() instanceof Expr.Name(_, var given)) {
        String field = Code.nameOf(assign.target());
        if (params.contains(given)
            && params.contains(field)
            && !field.equals(given)
            && !Code.mentions(function.body(), field)
            && !usedTwice(function, field, scope)) {
          scope.report("wrong-parameter", line);
        }
      }
    }
  }

  /** The words of a function count a parameter, and the field of its name once more. */
  private static boolean usedTwice(FunctionDecl function, String name, Scope scope) {
    return scope.surface().count(name, function.line(), function.endLine()) > 2;
  }
}
