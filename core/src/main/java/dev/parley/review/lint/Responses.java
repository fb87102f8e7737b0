package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Walk;
import java.util.List;
import java.util.Set;

/** Answers with an error, after which the work is done all the same. */
final class Responses implements Check {

  private static final Set<String> RESPONSES = Set.of("res", "response", "reply", "resp");
  private static final Set<String> SENDS =
      Set.of("send", "json", "end", "redirect", "render", "sendStatus", "sendFile");
  private static final Set<String> ANSWERED =
      Set.of("headersSent", "writableEnded", "writableFinished", "finished", "sent");
  private static final Set<String> GIN =
      Set.of(
          "JSON",
          "String",
          "HTML",
          "AbortWithStatusJSON",
          "AbortWithStatus",
          "AbortWithError",
          "Redirect",
          "XML");

  @Override
  public void body(List<Stmt> body, Scope scope) {
    for (int i = 0; i + 1 < body.size(); i++) {
      Stmt stmt = unwrapped(body.get(i));
      if (stmt instanceof Stmt.If(_, var condition, var then, var otherwise)
          && otherwise.isEmpty()
          && !asksWhetherAnswered(condition)
          && !then.isEmpty()
          && !Code.ends(then)
          && then.getLast() instanceof Stmt.Eval(int line, Expr.Call call)
          && answers(call, scope)
          && worksOn(body.subList(i + 1, body.size()))) {
        scope.report("missing-return-after-answer", line);
      }
    }
  }

  /** Such as {@code !res.headersSent}: what follows is for both cases. */
  private static boolean asksWhetherAnswered(Expr condition) {
    return Walk.any(
        condition, each -> each instanceof Expr.Member member && ANSWERED.contains(member.name()));
  }

  /** Go's variables of an if stand in a block around it. */
  private static Stmt unwrapped(Stmt stmt) {
    return stmt instanceof Stmt.Block(_, var inner)
            && !inner.isEmpty()
            && inner.getLast() instanceof Stmt.If branch
        ? branch
        : stmt;
  }

  private static boolean worksOn(List<Stmt> rest) {
    return !(rest.size() == 1
        && rest.getFirst() instanceof Stmt.Return(_, var value)
        && value.isEmpty());
  }

  private static boolean answers(Expr.Call call, Scope scope) {
    return switch (scope.unit().language().family()) {
      case "js" ->
          (SENDS.contains(call.name())
                  && RESPONSES.contains(root(call))
                  && isParam(root(call), scope))
              || (call.name().equals("next")
                  && call.receiver().isEmpty()
                  && call.args().size() == 1
                  && isParam("next", scope));
      case "go" ->
          (call.name().equals("Error") && Code.isName(call.receiver(), "http"))
              || (GIN.contains(call.name())
                  && call.receiver().filter(on -> on instanceof Expr.Name).isPresent()
                  && isParamOf(root(call), "Context", scope));
      case "java" ->
          (call.name().equals("sendError") || call.name().equals("sendRedirect"))
              && call.receiver().isPresent();
      default -> false;
    };
  }

  private static String root(Expr.Call call) {
    Expr on = call.receiver().orElse(call);
    while (on instanceof Expr.Call inner && inner.receiver().isPresent()) {
      on = inner.receiver().get();
    }
    return on instanceof Expr.Name(_, var id) ? id : "";
  }

  private static boolean isParam(String name, Scope scope) {
    return scope.functions().stream()
        .anyMatch(each -> each.params().stream().anyMatch(p -> p.names().contains(name)));
  }

  private static boolean isParamOf(String name, String type, Scope scope) {
    return scope.functions().stream()
        .anyMatch(each ->
            each.params().stream()
                .anyMatch(p -> p.names().contains(name) && p.type().endsWith(type)));
  }
}
