package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What is easily got wrong in Python. */
final class Snakes implements Check {

  private static final Set<String> MAKES =
      Set.of("list", "dict", "set", "defaultdict", "deque", "Counter", "OrderedDict");

  /** Some mean it to last. */
  private static final Pattern REMEMBERS = Pattern.compile("_.*|.*(?:cache|memo|seen).*");

  private static final Set<String> SELVES = Set.of("self", "cls", "mcs", "mcls", "metacls", "this");
  private static final Set<String> NOTHING = Set.of("None", "NoReturn", "Never", "Any", "object");
  private static final Set<String> STATIC =
      Set.of("__new__", "__init_subclass__", "__class_getitem__");
  private static final Set<String> KEPT =
      Set.of("command", "callback", "on_click", "handler", "target");
  private static final Set<String> KEEPS =
      Set.of("append", "add", "connect", "bind", "after", "register", "submit", "add_callback");

  @Override
  public void function(FunctionDecl function, Scope scope) {
    if (!scope.is("python")) {
      return;
    }
    for (var param : function.params()) {
      param.init().ifPresent(init -> fallback(init, function, param.name(), scope));
    }
    boolean method =
        !function.owner().isEmpty()
            && !function.modifiers().contains("@staticmethod")
            && !STATIC.contains(function.name());
    if (method && function.receiver().isEmpty()) {
      scope.report("missing-self", function.line());
    } else if (method
        && !SELVES.contains(function.receiver())
        && !function.receiver().startsWith("_")
        && function.modifiers().isEmpty()
        && (usesSelf(function) || isCalledWithAll(function, scope))) {
      scope.report("missing-self", function.line());
    }
    if (!function.name().isEmpty() && promises(function) && !isStub(function)) {
      scope.report("no-value", function.line());
    }
    if (function.name().equals(FunctionDecl.INIT) && Callbacks.returns(function)) {
      returned(function, scope);
    }
  }

  /** Whether it says to give something, and gives nothing anywhere. */
  private static boolean promises(FunctionDecl function) {
    boolean gives =
        !function.returns().isEmpty()
            && !NOTHING.contains(function.returns())
            && !function.returns().contains("None")
            && !function.returns().contains("Optional");
    boolean other =
        function.modifiers().contains("yield")
            || function.modifiers().stream().anyMatch(each -> each.startsWith("@"));
    return gives && !other && !Callbacks.returns(function) && !Code.ends(function.body());
  }

  /** Documentation and dots are no body. */
  private static boolean isStub(FunctionDecl function) {
    return function.body().stream()
        .allMatch(each ->
            each instanceof Stmt.Throw
                || (each instanceof Stmt.Eval(_, var expr)
                    && !(expr instanceof Expr.Assign || expr instanceof Expr.Call)));
  }

  /** Whether it is called on the object with as many arguments as it has parameters. */
  private static boolean isCalledWithAll(FunctionDecl function, Scope scope) {
    return Walk.any(
        scope.unit().body(),
        _ -> false,
        expr ->
            expr instanceof Expr.Call call
                && call.name().equals(function.name())
                && Code.isName(call.receiver(), "self")
                && call.args().size() == function.params().size() + 1);
  }

  private static void returned(FunctionDecl function, Scope scope) {
    Walk.shallow(
        function.body(),
        stmt -> {
          if (stmt instanceof Stmt.Return(int line, var value)
              && value
                  .filter(each -> !(each instanceof Expr.Null || each instanceof Expr.Call))
                  .isPresent()) {
            scope.report("returning-init", line);
          }
        },
        _ -> {});
  }

  private static boolean usesSelf(FunctionDecl function) {
    boolean[] found = {false};
    Walk.statements(
        function.body(),
        _ -> {},
        expr ->
            found[0] |= expr instanceof Expr.Member member && Code.isName(member.target(), "self"));
    return found[0] && function.params().stream().noneMatch(each -> each.name().equals("self"));
  }

  private static void fallback(Expr init, FunctionDecl function, String name, Scope scope) {
    boolean empty =
        init instanceof Expr.Mapping
            || (init instanceof Expr.Sequence)
            || (init instanceof Expr.Call call
                && call.receiver().isEmpty()
                && MAKES.contains(call.name()));
    boolean remembers = REMEMBERS.matcher(name).matches();
    if (empty && !remembers && isChanged(function.body(), name)) {
      scope.report("mutable-default", init.line());
    } else if (init instanceof Expr.Call call
        && call.args().isEmpty()
        && scope.words("clock").contains(called(call))) {
      scope.report("default-once", init.line());
    } else if (empty && !remembers) {
      scope.report("mutable-default-unchanged", init.line());
    }
  }

  private static String called(Expr.Call call) {
    return call.receiver().map(on -> lastOf(on) + ".").orElse("") + call.name();
  }

  private static String lastOf(Expr on) {
    return on instanceof Expr.Member member ? member.name() : Code.nameOf(on);
  }

  /** Whether it is changed in place, kept, or given back. */
  private static boolean isChanged(List<Stmt> body, String name) {
    boolean[] found = {false};
    Walk.statements(
        body,
        stmt -> found[0] |= stmt instanceof Stmt.Return(_, var value) && Code.isName(value, name),
        expr -> {
          switch (expr) {
            case Expr.Call call ->
                found[0] |=
                    Code.isName(call.receiver(), name)
                        && Set.of(
                                "append",
                                "add",
                                "extend",
                                "insert",
                                "update",
                                "pop",
                                "remove",
                                "setdefault",
                                "clear",
                                "sort",
                                "appendleft")
                            .contains(call.name());
            case Expr.Assign(_, Expr.Index(_, var target, _), _, _) ->
                found[0] |= Code.isName(target, name);
            case Expr.Assign(_, Expr.Member _, _, var value) ->
                found[0] |= Code.isName(value, name);
            case Expr.Assign(_, var target, var op, _) ->
                found[0] |= Code.isName(target, name) && op.equals("+=");
            default -> {}
          }
        });
    return found[0];
  }

  /** Functions made in a loop all see the loop's last round. */
  @Override
  public void stmt(Stmt stmt, Scope scope) {
    if (scope.is("python") && stmt instanceof Stmt.ForEach each) {
      var made = new ArrayList<FunctionDecl>();
      Walk.shallow(
          each.body(),
          inner -> {
            if (inner instanceof Stmt.Eval(_, Expr.Assign(_, var place, _, Expr.Lambda kept))
                && (place instanceof Expr.Index || place instanceof Expr.Member)) {
              made.add(kept.function());
            }
          },
          expr -> {
            if (expr instanceof Expr.Call call) {
              call.args()
                  .forEach(arg -> {
                    boolean kept = KEEPS.contains(call.name()) || KEPT.contains(arg.name());
                    if (kept && arg.value() instanceof Expr.Lambda(_, var function)) {
                      made.add(function);
                    }
                  });
            }
          });
      for (FunctionDecl function : made) {
        if (each.names().stream().anyMatch(name -> captures(function, name))) {
          scope.report("late-binding", function.line());
        }
      }
    }
  }

  private static boolean captures(FunctionDecl function, String name) {
    return Code.mentions(function.body(), name)
        && function.params().stream().noneMatch(each -> each.names().contains(name));
  }
}
