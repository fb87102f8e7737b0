package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Stmt;
import java.util.regex.Pattern;

/** Calls that by their names go to a database or over the network. */
final class Remote {

  private static final Pattern BY =
      Pattern.compile("(?:find|select|load|fetch|query|read|lookup|get)[A-Z_]?\\w*(?:By|_by_)\\w+");
  private static final Pattern STORE =
      Pattern.compile(
          "(?i)\\w*(?:repo|repository|repositories|dao|database|gateway|restclient|httpclient"
              + "|webclient|resttemplate|entitymanager|pool|queryset|objects|prisma)|db|em|tx|conn");
  private static final Pattern VERB =
      Pattern.compile(
          "(?:find|get|load|fetch|query|select|read|list|search|post|put|send|exec|execute|request"
              + "|save|insert|update|delete|first|one|retrieve)(?:[A-Z_]\\w*)?|Find|First|Get|Query"
              + "|QueryRow|Exec|Load|Select");

  private Remote() {}

  /** Whether a call in a loop asks something else for one element of it. */
  static boolean asks(Expr.Call call, Scope scope) {
    if (call.receiver().isEmpty() || !dependsOnLoop(call, scope)) {
      return false;
    }
    Expr root = root(call);
    String name = root instanceof Expr.Member member ? member.name() : Code.nameOf(root);
    boolean store =
        STORE.matcher(name).matches()
            || STORE.matcher(scope.kindOf(root)).matches()
            || scope.kindOf(root).endsWith("Client");
    boolean by = BY.matcher(call.name()).matches() && !scope.is(root, "Map");
    boolean pooled =
        (call.name().startsWith("fetch_") || call.name().equals("execute")) && scope.is("rust");
    return by || pooled || (store && VERB.matcher(call.name()).matches());
  }

  private static Expr root(Expr.Call call) {
    Expr on = call.receiver().orElseThrow();
    while (on instanceof Expr.Call inner && inner.receiver().isPresent()) {
      on = inner.receiver().get();
    }
    return on;
  }

  private static boolean dependsOnLoop(Expr.Call call, Scope scope) {
    return scope.loops().stream()
        .anyMatch(loop ->
            switch (loop) {
              case Stmt.ForEach each ->
                  each.names().stream().anyMatch(name -> Code.mentions(call, name));
              case Stmt.Loop counted ->
                  counted.init().stream()
                      .anyMatch(init ->
                          init instanceof Stmt.Declare declare
                              && Code.mentions(call, declare.name()));
              case Stmt.Eval _ ->
                  scope.function().params().stream()
                      .anyMatch(param ->
                          param.names().stream().anyMatch(name -> Code.mentions(call, name)));
              default -> false;
            });
  }
}
