package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Walk;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What may be missing, and is used as if it were there. */
final class Missing implements Check {

  private static final Set<String> ASKS = Set.of("isPresent", "isEmpty", "ifPresent", "orElse");
  private static final Set<String> FINDS = Set.of("findFirst", "findAny", "findById", "findByName");

  @Override
  public void expr(Expr expr, Scope scope) {
    switch (expr) {
      case Expr.Call call
          when call.name().equals("get")
              && call.args().isEmpty()
              && scope.is("java")
              && call.receiver().filter(on -> isOptional(on, scope)).isPresent() ->
          scope.report("unchecked-optional", call.line());
      case Expr.Call call
          when call.receiver().filter(on -> isMaybe(on, scope)).isPresent()
              && !call.optional()
              && !call.name().isEmpty() ->
          scope.report("unchecked-result", call.line());
      case Expr.Index(int line, var target, _) when isMaybe(target, scope) ->
          scope.report("unchecked-result", line);
      case Expr.Member member when !member.optional() && isMaybe(member.target(), scope) ->
          scope.report("unchecked-result", member.line());
      default -> {}
    }
  }

  private static boolean isOptional(Expr on, Scope scope) {
    boolean found =
        scope.is(on, "Optional") || (on instanceof Expr.Call call && FINDS.contains(call.name()));
    return found && !asks(scope.function(), on);
  }

  private static boolean asks(FunctionDecl function, Expr on) {
    return Walk.any(
        function.body(),
        _ -> false,
        each ->
            each instanceof Expr.Call call
                && ASKS.contains(call.name())
                && call.receiver().filter(target -> Code.same(target, on)).isPresent());
  }

  /** Whether a call may give nothing, and says so by null, None or undefined. */
  private static boolean isMaybe(Expr expr, Scope scope) {
    Expr given = expr instanceof Expr.Await await ? await.operand() : expr;
    return given instanceof Expr.Call call
        && isMaybe(call, scope)
        && scope.tries().isEmpty()
        && !(call.name().equals("match") && scope.is("js") && Matched.wasTested(call, scope));
  }

  private static boolean isMaybe(Expr.Call call, Scope scope) {
    if (!Code.isListed(call, scope.words("maybe"), scope)) {
      return false;
    }
    return switch (call.name()) {
      // An array's own; others are asked for what must be there.
      case "find" -> scope.is("js") ? hasLambda(call) : readsMarkup(scope);
      case "findById", "findOne", "findFirst" -> scope.is("js");
      case "get" -> call.args().size() == 1;
      default -> true;
    };
  }

  /** An element of a document may not be there; a text's place is a number. */
  private static boolean readsMarkup(Scope scope) {
    return scope.surface().imports().stream()
        .anyMatch(each ->
            each.path().startsWith("bs4")
                || each.path().startsWith("xml.etree")
                || each.path().startsWith("lxml"));
  }

  private static boolean hasLambda(Expr.Call call) {
    return call.args().size() == 1 && call.args().getFirst().value() instanceof Expr.Lambda;
  }

  /** A variable's first use after it was given what may be nothing. */
  @Override
  public void body(List<Stmt> body, Scope scope) {
    for (int i = 0; i + 1 < body.size(); i++) {
      var given = given(body.get(i), scope);
      if (given.isEmpty()) {
        continue;
      }
      String name = given.get();
      for (int j = i + 1; j < body.size(); j++) {
        if (mentions(body.get(j), name)) {
          int line = firstUse(body.get(j), name);
          if (line > 0) {
            scope.report("unchecked-result", line);
          }
          break;
        }
      }
    }
  }

  private static Optional<String> given(Stmt stmt, Scope scope) {
    return switch (stmt) {
      case Stmt.Declare(_, var name, _, var init, _, _)
          when init.filter(each -> isMaybe(each, scope)).isPresent() ->
          Optional.of(name);
      case Stmt.Eval(_, Expr.Assign(_, Expr.Name(_, var name), var op, var value))
          when op.equals("=") && isMaybe(value, scope) ->
          Optional.of(name);
      default -> Optional.empty();
    };
  }

  private static boolean mentions(Stmt stmt, String name) {
    return Code.mentions(List.of(stmt), name);
  }

  /** The line where it is used in the statement's first expression; nought if it is asked for. */
  private static int firstUse(Stmt stmt, String name) {
    return switch (stmt) {
      case Stmt.Eval(_, var expr) -> use(expr, name);
      case Stmt.Declare(_, _, _, var init, _, _) -> init.map(each -> use(each, name)).orElse(0);
      case Stmt.Return(_, var value) -> value.map(each -> use(each, name)).orElse(0);
      case Stmt.If(_, var condition, _, _) -> use(condition, name);
      case Stmt.ForEach each -> use(each.iterable(), name);
      default -> 0;
    };
  }

  private static int use(Expr expr, String name) {
    return switch (expr) {
      case Expr.Member member ->
          Code.isName(member.target(), name)
              ? (member.optional() ? 0 : member.line())
              : use(member.target(), name);
      case Expr.Index(int line, var target, var index) ->
          Code.isName(target, name) ? line : Math.max(use(target, name), use(index, name));
      case Expr.Call call -> used(call, name);
      case Expr.Assign assign -> Math.max(use(assign.target(), name), use(assign.value(), name));
      case Expr.Binary(_, var op, var left, var right, _) -> {
        boolean shortens = op.equals("&&") || op.equals("||") || op.equals("??");
        yield shortens ? use(left, name) : Math.max(use(left, name), use(right, name));
      }
      case Expr.Unary unary -> use(unary.operand(), name);
      case Expr.Await await -> use(await.operand(), name);
      case Expr.Cast cast -> use(cast.operand(), name);
      case Expr.Conditional(_, var condition, _, _) -> use(condition, name);
      case Expr.Template(_, var parts) -> uses(parts, name);
      case Expr.Sequence(_, var parts) -> uses(parts, name);
      case Expr.New created -> uses(created.args().stream().map(Expr.Arg::value).toList(), name);
      default -> 0;
    };
  }

  private static int used(Expr.Call call, String name) {
    if (Code.isName(call.receiver(), name) && !call.optional() && !call.name().isEmpty()) {
      return call.line();
    }
    int on = call.receiver().map(each -> use(each, name)).orElse(0);
    return Math.max(on, uses(call.args().stream().map(Expr.Arg::value).toList(), name));
  }

  private static int uses(List<Expr> parts, String name) {
    return parts.stream().mapToInt(each -> use(each, name)).max().orElse(0);
  }
}
