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

  private static final Set<String> STATIC =
      Set.of("__new__", "__init_subclass__", "__class_getitem__");
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
        && !Set.of("self", "cls", "mcs", "mcls", "_", "_self", "metacls")
            .contains(function.receiver())
        && function.modifiers().isEmpty()
        && usesSelf(function)) {
      scope.report("missing-self", function.line());
    }
    if (function.name().equals(FunctionDecl.INIT) && Callbacks.returns(function)) {
      returned(function, scope);
    }
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
            if (inner instanceof Stmt.Eval(_, Expr.Assign(_, Expr.Index _, _, Expr.Lambda kept))) {
              made.add(kept.function());
            }
          },
          expr -> {
            if (expr instanceof Expr.Call call && KEEPS.contains(call.name())) {
              call.args()
                  .forEach(arg -> {
                    if (arg.value() instanceof Expr.Lambda(_, var function)) {
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
