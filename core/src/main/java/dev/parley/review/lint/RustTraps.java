package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Walk;
import java.util.List;
import java.util.Set;

/** What is easily got wrong in Rust. */
final class RustTraps implements Check {

  private static final Set<String> PANICS = Set.of("unwrap", "expect", "unwrap_err");
  private static final Set<String> OUTSIDE =
      Set.of(
          "headers",
          "to_str",
          "parse",
          "query",
          "uri",
          "from_str",
          "from_utf8",
          "json",
          "body",
          "path_and_query",
          "cookies",
          "var",
          "recv",
          "send");
  private static final Set<String> SMALL = Set.of("u8", "i8", "u16", "i16");
  private static final Set<String> UNSIGNED = Set.of("u8", "u16", "u32", "u64", "u128", "usize");

  @Override
  public void expr(Expr expr, Scope scope) {
    if (!scope.is("rust")) {
      return;
    }
    switch (expr) {
      case Expr.Call call when PANICS.contains(call.name()) && call.receiver().isPresent() -> {
        if (scope.function().name().equals("drop")) {
          scope.report("panic-in-drop", call.line());
        } else if (!isTest(scope) && answers(scope) && isFromOutside(call.receiver().get())) {
          scope.report("panic-on-input", call.line());
        }
      }
      case Expr.Cast(int line, var type, Expr.Call call)
          when SMALL.contains(type) && call.name().equals("len") ->
          scope.report("cut-off-length", line);
      case Expr.Call call when call.name().equals("forget") ->
          scope.report("forgotten-guard", call.line());
      default -> {}
    }
  }

  /** A test fails by a panic. */
  private static boolean isTest(Scope scope) {
    return scope.functions().stream().anyMatch(each -> each.modifiers().contains("test"));
  }

  /** Functions that can say that something failed, or speak with somebody outside. */
  private static boolean answers(Scope scope) {
    return scope.functions().stream()
        .anyMatch(each -> each.modifiers().contains("async") || mayFail(each));
  }

  private static boolean isFromOutside(Expr expr) {
    boolean[] found = {false};
    Expr on = expr;
    while (on instanceof Expr.Call call) {
      found[0] |= OUTSIDE.contains(call.name());
      if (call.receiver().isEmpty()) {
        break;
      }
      on = call.receiver().get();
    }
    return found[0];
  }

  @Override
  public void stmt(Stmt stmt, Scope scope) {
    if (scope.is("rust")
        && stmt
            instanceof Stmt.Eval(int line, Expr.Assign(_, Expr.Other(_, var parts), _, var value))
        && parts.isEmpty()) {
      ignored(value, line, scope);
    }
  }

  private static void ignored(Expr value, int line, Scope scope) {
    Expr given = value instanceof Expr.Await await ? await.operand() : value;
    if (given instanceof Expr.Call call && Code.isListed(call, scope.words("must-check"), scope)) {
      scope.report("unchecked-error", line);
    }
  }

  /** A lock that is held while another task may want it on the same thread. */
  @Override
  public void body(List<Stmt> body, Scope scope) {
    boolean async = scope.is("rust") && scope.function().modifiers().contains("async");
    for (int i = 0; async && i + 1 < body.size(); i++) {
      if (body.get(i) instanceof Stmt.Declare(int line, var name, _, var init, _, _)
          && init.filter(RustTraps::isGuard).isPresent()
          && waits(body.subList(i + 1, body.size()), name)) {
        scope.report("lock-across-await", line);
      }
    }
  }

  /** A lock of the standard library's is one that gives a result. */
  private static boolean isGuard(Expr init) {
    return init instanceof Expr.Call call
        && PANICS.contains(call.name())
        && call.receiver().orElse(call) instanceof Expr.Call lock
        && Set.of("lock", "write", "read").contains(lock.name())
        && lock.args().isEmpty();
  }

  private static boolean waits(List<Stmt> rest, String guard) {
    boolean[] dropped = {false};
    boolean[] waits = {false};
    Walk.shallow(
        rest,
        _ -> {},
        expr -> {
          dropped[0] |=
              expr instanceof Expr.Call call
                  && call.name().equals("drop")
                  && call.args().stream().anyMatch(arg -> Code.isName(arg.value(), guard));
          waits[0] |= expr instanceof Expr.Await && !dropped[0];
        });
    return waits[0];
  }

  /** Unsigned numbers have no room below nought. */
  @Override
  public void function(FunctionDecl function, Scope scope) {
    if (!scope.is("rust") || !mayFail(function)) {
      return;
    }
    for (var param : function.params()) {
      if (UNSIGNED.contains(param.type())) {
        int line = subtracted(function, param.name());
        if (line > 0) {
          scope.report("unsigned-underflow", line);
        }
      }
    }
  }

  /** Whether it gives a result that may be an error. */
  private static boolean mayFail(FunctionDecl function) {
    return Walk.anyShallow(
        function.body(),
        _ -> false,
        expr ->
            expr instanceof Expr.Call call
                && call.receiver().isEmpty()
                && (call.name().equals("Ok") || call.name().equals("Err")));
  }

  /** The line where a parameter is taken from something that nobody compared it with. */
  private static int subtracted(FunctionDecl function, String param) {
    int[] line = {0};
    boolean[] compared = {false};
    Walk.statements(
        function.body(),
        _ -> {},
        expr -> {
          if (expr instanceof Expr.Binary(int at, var op, var left, var right, _)) {
            if (op.equals("-") && Code.isName(right, param) && !(left instanceof Expr.Literal)) {
              line[0] = at;
            }
            boolean compares = Set.of("<", ">", "<=", ">=").contains(op);
            compared[0] |= compares && (Code.mentions(left, param) || Code.mentions(right, param));
          }
          compared[0] |=
              expr instanceof Expr.Call call
                  && (call.name().startsWith("checked") || call.name().equals("min"));
        });
    return compared[0] ? 0 : line[0];
  }
}
