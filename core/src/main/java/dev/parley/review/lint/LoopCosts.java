package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Stmt;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** What each round of a loop does again, or does slower the longer it goes on. */
final class LoopCosts implements Check {

  private static final Set<String> FINDS =
      Set.of("contains", "indexOf", "includes", "index", "count");
  private static final Set<String> MAKES =
      Set.of("join", "escape", "format", "lower", "upper", "strip");
  private static final Set<String> SHIFTS = Set.of("shift", "unshift");

  @Override
  public void expr(Expr expr, Scope scope) {
    if (!scope.isInLoop()) {
      return;
    }
    switch (expr) {
      case Expr.Call call -> call(call, scope);
      case Expr.New created -> created(created, scope);
      case Expr.Binary(int line, var op, var item, var list, _)
          when (op.equals("in") || op.equals("not in"))
              && scope.is("python")
              && isOuterList(list, scope)
              && !Code.same(item, list) ->
          scope.report("search-in-loop", line);
      case Expr.Assign assign -> grows(assign, scope);
      case Expr.Await(int line, Expr.Call call) when !isDependent(call, scope) ->
          scope.report("await-in-loop", line);
      default -> {}
    }
  }

  private static void call(Expr.Call call, Scope scope) {
    if (Code.isListed(call, scope.words("queries"), scope) || Remote.asks(call, scope)) {
      scope.report("query-in-loop", call.line());
    }
    if (Searches.goesThrough(call, scope)) {
      scope.report("search-in-loop", call.line());
    }
    if (Code.isListed(call, scope.words("compiles"), scope) && isFixed(call, scope)) {
      scope.report("compiled-in-loop", call.line());
    }
    if (Code.isListed(call, scope.words("costly"), scope) && isFixed(call, scope)) {
      scope.report("costly-in-loop", call.line());
    }
    call.receiver()
        .ifPresent(on -> {
          boolean one = call.args().size() == 1;
          if (call.name().equals("clone")
              && scope.is("rust")
              && call.args().isEmpty()
              && isOuter(on, scope)) {
            scope.report("clone-in-loop", call.line());
          }
          if (FINDS.contains(call.name()) && one && isOuterList(on, scope)) {
            scope.report("search-in-loop", call.line());
          }
          boolean atFront =
              (SHIFTS.contains(call.name()) && scope.is("js"))
                  || (Set.of("remove", "pop", "insert", "add").contains(call.name())
                      && !call.args().isEmpty()
                      && Code.isNumber(call.args().getFirst().value(), 0)
                      && (one == Set.of("remove", "pop").contains(call.name())));
          if (atFront && !scope.is(on, "Map") && !scope.is(on, "Set")) {
            scope.report("shift-in-loop", call.line());
          }
          if (call.name().equals("sort") && isOuter(on, scope) && !isGrown(on, scope)) {
            scope.report("sort-in-loop", call.line());
          }
        });
    boolean sorts =
        (call.receiver().isEmpty() && call.name().equals("sorted"))
            || (call.name().equals("sort") && Code.isName(call.receiver(), "Collections"));
    if (sorts && !call.args().isEmpty() && isOuter(call.args().getFirst().value(), scope)) {
      scope.report("sort-in-loop", call.line());
    }
  }

  private static boolean isGrown(Expr on, Scope scope) {
    return !(on instanceof Expr.Name(_, var id)) || changedInLoop(id, scope);
  }

  private static void created(Expr.New created, Scope scope) {
    boolean fixed = created.args().stream().allMatch(arg -> isInvariant(arg.value(), scope));
    if (scope.words("compiles").contains("new " + created.type()) && fixed) {
      scope.report("compiled-in-loop", created.line());
    } else if (scope.words("costly").contains("new " + created.type()) && fixed) {
      scope.report("costly-in-loop", created.line());
    }
  }

  private static boolean isFixed(Expr.Call call, Scope scope) {
    return call.args().stream().allMatch(arg -> isInvariant(arg.value(), scope));
  }

  /** Whether every round gives the same, so that it could stand before the loop. */
  private static boolean isInvariant(Expr expr, Scope scope) {
    return switch (expr) {
      case Expr.Literal _, Expr.Null _ -> true;
      case Expr.Name(_, var id) -> !changedInLoop(id, scope);
      case Expr.Member member -> isInvariant(member.target(), scope);
      case Expr.Binary binary ->
          isInvariant(binary.left(), scope) && isInvariant(binary.right(), scope);
      case Expr.Template template ->
          template.parts().stream().allMatch(part -> isInvariant(part, scope));
      case Expr.Call call when MAKES.contains(call.name()) ->
          isFixed(call, scope)
              && call.receiver().filter(each -> !isInvariant(each, scope)).isEmpty();
      case Expr.Other(_, var parts) -> parts.isEmpty();
      default -> false;
    };
  }

  private static boolean changedInLoop(String id, Scope scope) {
    return scope.loops().stream()
        .anyMatch(loop ->
            switch (loop) {
              case Stmt.ForEach each -> each.names().contains(id) || Code.assigns(each.body(), id);
              case Stmt.Loop counted ->
                  Code.assigns(counted.init(), id)
                      || Code.assigns(counted.body(), id)
                      || counted.update().stream().anyMatch(each -> Code.assigns(each, id));
              case Stmt.Eval(_, Expr.Call call) ->
                  call.args().stream()
                      .anyMatch(arg ->
                          arg.value() instanceof Expr.Lambda(_, var function)
                              && (function.params().stream().anyMatch(p -> p.names().contains(id))
                                  || Code.assigns(function.body(), id)));
              default -> true;
            });
  }

  static boolean isOuter(Expr expr, Scope scope) {
    return (expr instanceof Expr.Name || !Code.nameOf(expr).isEmpty())
        && !changedInLoop(Code.nameOf(expr), scope);
  }

  static boolean isOuterList(Expr expr, Scope scope) {
    String name = Code.nameOf(expr);
    // A list of constants is short.
    boolean constant = name.equals(name.toUpperCase(Locale.ROOT));
    return scope.is(expr, "List") && isOuter(expr, scope) && !constant;
  }

  /** A text or list that is copied whole in every round. */
  private static void grows(Expr.Assign assign, Scope scope) {
    String name =
        assign.target() instanceof Expr.Member member
            ? member.name()
            : Code.nameOf(assign.target());
    if (name.isEmpty() || declaredInLoop(name, scope)) {
      return;
    }
    boolean adds =
        assign.op().equals("+=")
            || (assign.op().equals("=")
                && assign.value() instanceof Expr.Binary(_, var op, var left, _, _)
                && op.equals("+")
                && (Code.same(left, assign.target()) || startsWith(left, assign.target())))
            || (assign.value() instanceof Expr.Call call && isConcat(call, assign.target()));
    boolean page =
        assign.target() instanceof Expr.Member(_, _, var member, _) && member.equals("innerHTML");
    if (adds && (page || scope.is(assign.target(), "String"))) {
      scope.report("text-in-loop", assign.line());
    } else if (assign.op().equals("=")
        && scope.is(assign.target(), "List")
        && ((assign.value() instanceof Expr.Binary(_, var op, var left, Expr.Sequence _, _)
                && op.equals("+")
                && Code.same(left, assign.target()))
            || (assign.value() instanceof Expr.Call call
                && call.name().equals("concat")
                && call.receiver().filter(on -> Code.same(on, assign.target())).isPresent()))) {
      scope.report("copy-in-loop", assign.line());
    }
    if (adds && Set.of("Integer", "Long", "Double").contains(scope.kindOf(assign.target()))) {
      scope.report("boxing-in-loop", assign.line());
    }
  }

  private static boolean isConcat(Expr.Call call, Expr target) {
    Expr on = call.receiver().orElse(call);
    return call.name().equals("concat")
        && (Code.same(on, target)
            || (on instanceof Expr.Call inner
                && !Code.isThat(inner, call)
                && isConcat(inner, target)));
  }

  private static boolean startsWith(Expr expr, Expr target) {
    return expr instanceof Expr.Binary binary
        && binary.op().equals("+")
        && (Code.same(binary.left(), target) || startsWith(binary.left(), target));
  }

  /** Whether a variable or field is there before the loop, so that it grows in it. */
  static boolean isKept(Expr target, Scope scope) {
    return !Code.nameOf(target).isEmpty() && !declaredInLoop(Code.nameOf(target), scope);
  }

  private static boolean declaredInLoop(String name, Scope scope) {
    return scope.loops().stream()
        .anyMatch(loop ->
            switch (loop) {
              case Stmt.ForEach each -> declares(each.body(), name);
              case Stmt.Loop counted ->
                  declares(counted.init(), name) || declares(counted.body(), name);
              default ->
                  !scope.loops().isEmpty()
                      && scope.function().params().stream()
                          .anyMatch(param -> param.names().contains(name));
            });
  }

  private static boolean declares(Iterable<Stmt> body, String name) {
    for (Stmt stmt : body) {
      if (stmt instanceof Stmt.Declare declare && declare.name().equals(name)) {
        return true;
      }
      // Python's variables begin where they first get a value.
      if (stmt instanceof Stmt.Eval(_, Expr.Assign(_, var target, var op, var value))
          && op.equals("=")
          && Code.isName(target, name)
          && !Code.mentions(value, name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a call needs what an earlier round gave, or is meant to wait. */
  private static boolean isDependent(Expr.Call call, Scope scope) {
    if (scope.loops().getLast() instanceof Stmt.Eval
        || !(scope.loops().getLast() instanceof Stmt.ForEach each)
        || !scope.tries().isEmpty()
        || !scope.is("js")) {
      return true;
    }
    var names = new HashSet<String>(each.names());
    boolean ofElement =
        call.args().stream()
            .anyMatch(arg -> names.stream().anyMatch(name -> Code.mentions(arg.value(), name)));
    return !ofElement || Code.breaks(each.body());
  }
}
