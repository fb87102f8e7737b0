package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Stmt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** What stands in the branches of a decision. */
final class Branches implements Check {

  @Override
  public void stmt(Stmt stmt, Scope scope) {
    switch (stmt) {
      case Stmt.If branch -> branch(branch, scope);
      case Stmt.Switch choice -> choice(choice, scope);
      default -> {}
    }
  }

  @Override
  public void expr(Expr expr, Scope scope) {
    switch (expr) {
      case Expr.Conditional(int line, _, var then, var otherwise) when Code.same(then, otherwise) ->
          scope.report("identical-branches", line);
      case Expr.Conditional(int line, _, Expr.Literal(_, Boolean a), Expr.Literal(_, Boolean b))
          when !a.equals(b) ->
          scope.report("needless-condition", line);
      case Expr.Choice(_, var choice) -> choice(choice, scope);
      default -> {}
    }
  }

  @Override
  public void body(List<Stmt> body, Scope scope) {
    for (int i = 0; i + 1 < body.size(); i++) {
      if (body.get(i) instanceof Stmt.Loop loop
          && isEmptyStatement(loop.body())
          && !loop.testsLast()
          && body.get(i + 1) instanceof Stmt.Block) {
        scope.report("empty-statement", loop.line());
      }
      if (body.get(i) instanceof Stmt.If(int line, _, var then, var otherwise)
          && otherwise.isEmpty()
          && areOpposite(then, body.subList(i + 1, i + 2))) {
        scope.report("needless-condition", line);
      }
    }
  }

  private static void branch(Stmt.If branch, Scope scope) {
    int line = branch.line();
    // Go's jumps, and Rust's unit value, are no statements that are left out.
    boolean writes = !scope.is("go") && !scope.is("rust");
    if (writes && isEmptyStatement(branch.then())) {
      scope.report("empty-statement", line);
    }
    if (!branch.then().isEmpty()
        && !Code.isNothing(branch.then().getFirst())
        && Code.same(branch.then(), branch.otherwise())) {
      scope.report("identical-branches", line);
    }
    if (branch.condition() instanceof Expr.Literal(_, Boolean _)) {
      scope.report("literal-condition", line);
    }
    if (areOpposite(branch.then(), branch.otherwise())) {
      scope.report("needless-condition", line);
    }
    repeated(branch, scope);
  }

  /** Whether two bodies do nothing but return true and false. */
  private static boolean areOpposite(List<Stmt> one, List<Stmt> other) {
    return (returns(one, true) && returns(other, false))
        || (returns(one, false) && returns(other, true));
  }

  private static boolean returns(List<Stmt> body, boolean truth) {
    return body.size() == 1
        && body.getFirst() instanceof Stmt.Return(_, var value)
        && value.isPresent()
        && value.get() instanceof Expr.Literal(_, Boolean given)
        && given == truth;
  }

  private static boolean isEmptyStatement(List<Stmt> body) {
    return body.size() == 1 && Code.isNothing(body.getFirst());
  }

  /** A condition that was asked before, in a chain of conditions. */
  private static void repeated(Stmt.If first, Scope scope) {
    Expr asked = first.condition();
    if (!Code.isPure(asked)
        || asked instanceof Expr.Literal
        || (scope.is("js") && Comparisons.asksForNothing(asked))) {
      return;
    }
    var rest = first.otherwise();
    while (rest.size() == 1 && rest.getFirst() instanceof Stmt.If next) {
      if (Code.same(asked, next.condition())) {
        scope.report("duplicate-condition", next.line());
        return;
      }
      rest = next.otherwise();
    }
  }

  private static void choice(Stmt.Switch choice, Scope scope) {
    var seen = new HashSet<Object>();
    var cases = choice.cases();
    for (int i = 0; i < cases.size(); i++) {
      var each = cases.get(i);
      for (Expr label : each.labels()) {
        if (label instanceof Expr.Literal(_, var value) && !seen.add(value)) {
          scope.report("duplicate-condition", label.line());
        }
      }
      if (i + 1 < cases.size() && fallsInto(each, cases.get(i + 1), scope)) {
        scope.report("missing-break", cases.get(i + 1).line());
      }
    }
  }

  private static boolean fallsInto(Stmt.Case each, Stmt.Case next, Scope scope) {
    var body = new ArrayList<>(each.body());
    body.removeIf(Code::isNothing);
    // In Go it is written that a case falls through.
    return each.fallsThrough()
        && !scope.is("go")
        && !body.isEmpty()
        && !next.body().isEmpty()
        && !body.stream().anyMatch(Stmt.Define.class::isInstance)
        && !Code.ends(body)
        && !exits(body)
        // Whoever writes there that it is meant, means it.
        && !scope.surface().isCommented(body.getLast().line(), next.line());
  }

  /** Calls that end the program. */
  private static boolean exits(List<Stmt> body) {
    return body.getLast() instanceof Stmt.Eval(_, Expr.Call call)
        && (call.name().equals("exit")
            || call.name().equals("fail")
            || call.name().equals("panic"));
  }
}
