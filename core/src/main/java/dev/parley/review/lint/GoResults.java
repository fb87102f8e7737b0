package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Walk;
import java.util.List;

/** What Go's functions give and must be closed or looked at. */
final class GoResults {

  private GoResults() {}

  static void check(FunctionDecl function, Scope scope) {
    Walk.shallow(
        function.body(),
        stmt -> {
          if (stmt
                  instanceof
                  Stmt.Eval(int line, Expr.Assign(_, Expr.Sequence names, _, Expr.Call call))
              && !names.elements().isEmpty()
              && names.elements().getFirst() instanceof Expr.Name(_, var result)
              && Code.isListed(call, scope.words("closed"), scope)
              && !result.equals("_")
              && !isCared(function.body(), result)) {
            scope.report("resource-leak", line);
          }
        },
        _ -> {});
    function.body().forEach(each -> shadowed(each, function, scope));
  }

  /** Closed, returned, or handed to somebody else. */
  private static boolean isCared(List<Stmt> body, String name) {
    boolean[] cared = {false};
    Walk.statements(
        body,
        stmt -> {
          if (stmt instanceof Stmt.Return(_, var value)) {
            cared[0] |= value.filter(each -> isGiven(each, name)).isPresent();
          }
        },
        expr -> {
          switch (expr) {
            case Expr.Call call -> {
              cared[0] |= call.name().equals("Close") && mentionsOn(call, name);
              cared[0] |= call.args().stream().anyMatch(arg -> Code.isName(arg.value(), name));
            }
            case Expr.New created ->
                cared[0] |=
                    created.args().stream().anyMatch(arg -> Code.mentions(arg.value(), name));
            case Expr.Assign(_, Expr.Member _, _, var value) ->
                cared[0] |= Code.mentions(value, name);
            default -> {}
          }
        });
    return cared[0];
  }

  private static boolean isGiven(Expr value, String name) {
    return value instanceof Expr.Sequence(_, var elements)
        ? elements.stream().anyMatch(each -> isGiven(each, name))
        : Code.isName(value, name) || (value instanceof Expr.New && Code.mentions(value, name));
  }

  private static boolean mentionsOn(Expr.Call call, String name) {
    return call.receiver().filter(on -> Code.mentions(on, name)).isPresent();
  }

  /** An inner {@code err} that hides the one that is returned in the end. */
  private static void shadowed(Stmt stmt, FunctionDecl function, Scope scope) {
    if (!(stmt instanceof Stmt.Loop || stmt instanceof Stmt.ForEach || stmt instanceof Stmt.If)
        || !returnsErr(function.body())) {
      return;
    }
    var inner =
        switch (stmt) {
          case Stmt.Loop loop -> loop.body();
          case Stmt.ForEach each -> each.body();
          case Stmt.If branch -> branch.then();
          default -> List.<Stmt>of();
        };
    for (int i = 0; i < inner.size(); i++) {
      boolean declares =
          inner.get(i) instanceof Stmt.Declare(_, var name, _, var init, _, _)
              && name.equals("err")
              && init.filter(each -> each instanceof Expr.Call).isPresent();
      if (declares && !returns(inner.subList(i, inner.size()))) {
        scope.report("shadowed-error", inner.get(i).line());
      }
    }
  }

  private static boolean returns(List<Stmt> body) {
    return Walk.anyShallow(
        body,
        stmt ->
            stmt instanceof Stmt.Return(_, var value)
                && value.filter(each -> Code.mentions(each, "err")).isPresent(),
        expr -> expr instanceof Expr.Call call && call.name().startsWith("Fatal"));
  }

  private static boolean returnsErr(List<Stmt> body) {
    return !body.isEmpty()
        && body.getLast() instanceof Stmt.Return(_, var value)
        && value.filter(each -> Code.mentions(each, "err")).isPresent();
  }
}
