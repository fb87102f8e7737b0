package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Walk;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Go's errors that nobody looks at, or too late, or the wrong one. */
final class GoErrors implements Check {

  private static final Set<String> WRAPS = Set.of("Errorf", "Wrap", "Wrapf", "WithMessage");

  static boolean isTest(Scope scope) {
    return scope.unit().imports().containsKey("testing");
  }

  static boolean isError(String name) {
    return name.equals("err") || name.endsWith("Err");
  }

  @Override
  public void body(List<Stmt> body, Scope scope) {
    if (!scope.is("go") || isTest(scope)) {
      return;
    }
    for (int i = 0; i < body.size(); i++) {
      var rest = body.subList(i + 1, body.size());
      if (body.get(i) instanceof Stmt.Eval(int line, Expr.Assign assign)
          && assign.op().equals("=")
          && assign.value() instanceof Expr.Call call) {
        var names = targets(assign.target());
        discarded(names, call, line, rest, scope);
        overwritten(names, line, rest, scope);
      } else if (body.get(i) instanceof Stmt.Declare declare
          && isError(declare.name())
          && declare.init().filter(Expr.Call.class::isInstance).isPresent()) {
        overwritten(List.of(declare.name()), declare.line(), rest, scope);
      }
    }
  }

  static List<String> targets(Expr target) {
    return switch (target) {
      case Expr.Name(_, var id) -> List.of(id);
      case Expr.Sequence(_, var elements) ->
          elements.stream().map(each -> each instanceof Expr.Name(_, var id) ? id : "").toList();
      default -> List.of();
    };
  }

  private static void discarded(
      List<String> names, Expr.Call call, int line, List<Stmt> rest, Scope scope) {
    if (names.size() == 2
        && names.get(1).equals("_")
        && !names.getFirst().equals("_")
        && Code.isListed(call, scope.words("fallible"), scope)
        && !asksForNil(names.getFirst(), rest)) {
      scope.report("ignored-error", line);
    }
  }

  private static boolean asksForNil(String name, List<Stmt> rest) {
    return Walk.any(
        rest,
        _ -> false,
        expr ->
            expr instanceof Expr.Binary(_, _, var left, var right, _)
                && Code.isName(left, name)
                && (right instanceof Expr.Null || right instanceof Expr.Literal));
  }

  /** The error gets another value before anybody looked at it. */
  private static void overwritten(List<String> names, int line, List<Stmt> rest, Scope scope) {
    if (names.isEmpty() || !isError(names.getLast())) {
      return;
    }
    String err = names.getLast();
    for (Stmt stmt : rest) {
      boolean again =
          stmt instanceof Stmt.Eval(_, Expr.Assign assign)
              && assign.op().equals("=")
              && targets(assign.target()).contains(err)
              && !Code.mentions(assign.value(), err)
              && !(assign.value() instanceof Expr.Null);
      if (again && !isCaptured(err, scope)) {
        scope.report("overwritten-error", line);
        return;
      }
      boolean declares =
          stmt instanceof Stmt.Declare declare
              && declare.name().equals(err)
              && declare.init().isEmpty();
      if (!declares && (Code.mentions(List.of(stmt), err) || !isSimple(stmt))) {
        return;
      }
    }
  }

  private static boolean isSimple(Stmt stmt) {
    return stmt instanceof Stmt.Declare || stmt instanceof Stmt.Eval;
  }

  /** A function that is called at the end may look at it. */
  private static boolean isCaptured(String err, Scope scope) {
    return Walk.anyShallow(
        scope.function().body(),
        _ -> false,
        expr ->
            (expr instanceof Expr.Lambda(_, var inner) && Code.mentions(inner.body(), err))
                || (expr instanceof Expr.Unary(_, var op, var operand)
                    && op.equals("&")
                    && Code.isName(operand, err)));
  }

  @Override
  public void stmt(Stmt stmt, Scope scope) {
    if (!scope.is("go") || isTest(scope)) {
      return;
    }
    switch (stmt) {
      case Stmt.Eval(int line, Expr.Call call) when isDropped(call, scope) ->
          scope.report("ignored-error", line);
      case Stmt.Eval(int line, Expr.Unary(_, var op, Expr.Call call))
          when op.equals("defer") && Code.isListed(call, scope.words("commits"), scope) ->
          scope.report("ignored-error", line);
      case Stmt.If branch -> inverted(branch, scope);
      default -> {}
    }
  }

  private static boolean isDropped(Expr.Call call, Scope scope) {
    return own(call, scope).filter(GoErrors::failsAlone).isPresent();
  }

  private static boolean failsAlone(FunctionDecl function) {
    return function.returns().equals("error") && !function.name().matches("(?i)(?:close|stop).*");
  }

  /** The file's own function that a call runs. */
  static Optional<FunctionDecl> own(Expr.Call call, Scope scope) {
    boolean self =
        !scope.function().receiver().isEmpty()
            && Code.isName(call.receiver(), scope.function().receiver());
    if (!self) {
      return call.receiver().isEmpty() ? scope.declared().called(call, scope) : Optional.empty();
    }
    var all = scope.declared().functions().getOrDefault(call.name(), List.of());
    return all.stream().filter(each -> each.owner().equals(scope.function().owner())).findFirst();
  }

  /** Where the error is nil, it is taken for one. */
  private static void inverted(Stmt.If branch, Scope scope) {
    if (!(branch.condition()
            instanceof Expr.Binary(_, var op, Expr.Name(_, var err), Expr.Null _, _))
        || !op.equals("==")
        || !isError(err)
        || scope.isInLoop()
        || Code.assigns(branch.then(), err)
        || branch.then().isEmpty()) {
      return;
    }
    boolean wraps =
        branch.then().getLast() instanceof Stmt.Return(_, var value)
            && value.filter(each -> givesAway(each, err)).isPresent();
    boolean only = branch.then().size() == 1 && wraps;
    boolean dies =
        branch.then().getFirst() instanceof Stmt.Eval(_, Expr.Call call)
            && call.name().startsWith("Fatal")
            && call.args().stream().anyMatch(arg -> Code.mentions(arg.value(), err));
    if (only || dies) {
      scope.report("inverted-error-check", branch.line());
    }
  }

  private static boolean givesAway(Expr value, String err) {
    var all = value instanceof Expr.Sequence(_, var elements) ? elements : List.of(value);
    boolean others = all.subList(0, all.size() - 1).stream().allMatch(GoErrors::isZero);
    return switch (all.getLast()) {
      case Expr.Name(_, var id) -> id.equals(err) && others;
      case Expr.Call call ->
          WRAPS.contains(call.name())
              && call.args().stream().anyMatch(arg -> Code.isName(arg.value(), err));
      default -> false;
    };
  }

  private static boolean isZero(Expr expr) {
    return expr instanceof Expr.Null
        || (expr instanceof Expr.Literal(_, var value)
            && Stream.<Object>of("", 0L, false).anyMatch(value::equals));
  }
}
