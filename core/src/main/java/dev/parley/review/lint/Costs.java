package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.TypeDecl;
import dev.parley.review.syntax.Walk;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Needless work, wherever it stands. */
final class Costs implements Check {

  private static final Set<String> REQUEST = Set.of("req", "request", "ctx");
  private static final Set<String> MAPS =
      Set.of("Map", "Set", "ConcurrentHashMap", "ConcurrentMap", "List");
  private static final Pattern CACHE = Pattern.compile("(?i).*(?:cache|memo|seen|registry).*");
  private static final Pattern COUNTS =
      Pattern.compile("(?i).*(?:count|counters|sessions|limits|visits|history|known|results|hits)");
  private static final Set<String> SHRINKS =
      Set.of(
          "remove",
          "clear",
          "delete",
          "pop",
          "popitem",
          "evict",
          "removeIf",
          "del",
          "size",
          "length",
          "removeEldestEntry",
          "len");

  @Override
  public void expr(Expr expr, Scope scope) {
    switch (expr) {
      case Expr.Call call -> call(call, scope);
      case Expr.Index(int line, Expr.Call call, var index)
          when call.receiver().isEmpty()
              && call.name().equals("sorted")
              && scope.is("python")
              && (Code.isNumber(index, 0) || isLast(index)) ->
          scope.report("sorted-for-one", line);
      case Expr.Index(int line, Expr.Call call, var index)
          when call.name().equals("filter") && scope.is("js") && Code.isNumber(index, 0) ->
          scope.report("whole-for-one", line);
      case Expr.Member(int line, Expr.Call call, var name, _)
          when call.name().equals("filter") && scope.is("js") && name.equals("length") ->
          scope.report("whole-for-one", line);
      case Expr.Binary(int line, var op, _, Expr.Call keys, _)
          when (op.equals("in") || op.equals("not in"))
              && keys.name().equals("keys")
              && keys.args().isEmpty()
              && scope.is("python") ->
          scope.report("keys-for-one", line);
      default -> {}
    }
  }

  private static boolean isLast(Expr index) {
    return index instanceof Expr.Unary(_, var op, var one)
        && op.equals("-")
        && Code.isNumber(one, 1);
  }

  private static void call(Expr.Call call, Scope scope) {
    Optional<Expr> first =
        call.args().isEmpty() ? Optional.empty() : Optional.of(call.args().getFirst().value());
    if (call.name().equals("parse")
        && Code.isName(call.receiver(), "JSON")
        && first.orElse(call) instanceof Expr.Call inner
        && inner.name().equals("stringify")) {
      scope.report("json-copy", call.line());
    }
    if (call.receiver().isEmpty()
        && call.name().equals("len")
        && scope.is("python")
        && first.orElse(call) instanceof Expr.Call inner
        && inner.receiver().isEmpty()
        && Set.of("list", "sorted").contains(inner.name())) {
      scope.report("whole-for-one", call.line());
    }
    if (call.name().equals("contains")
        && call.receiver().orElse(call) instanceof Expr.Call keys
        && keys.name().equals("keySet")) {
      scope.report("keys-for-one", call.line());
    }
    blocking(call, scope);
  }

  /** What holds up everything else that one thread does. */
  private static void blocking(Expr.Call call, Scope scope) {
    boolean async =
        scope.function().modifiers().contains("async")
            || (scope.is("js")
                && scope.functions().stream()
                    .anyMatch(each ->
                        each.modifiers().contains("async")
                            || each.params().stream().anyMatch(p -> REQUEST.contains(p.name()))));
    if (async && Code.isListed(call, scope.words("blocking"), scope)) {
      scope.report("blocking-call", call.line());
    }
    boolean sleeps =
        call.name().equals("sleep")
            && (Code.isName(call.receiver(), "Thread")
                || Code.isName(call.receiver(), "time")
                || Code.isName(call.receiver(), "TimeUnit"));
    if (sleeps && holdsLock(scope)) {
      scope.report("sleep-under-lock", call.line());
    }
  }

  private static boolean holdsLock(Scope scope) {
    return scope.function().modifiers().contains("synchronized")
        || scope.tries().stream()
            .flatMap(attempt -> attempt.resources().stream())
            .anyMatch(each -> each instanceof Stmt.Eval(_, var held) && isLock(held));
  }

  private static boolean isLock(Expr held) {
    String name = Code.nameOf(held).toLowerCase(java.util.Locale.ROOT);
    return name.contains("lock") || name.contains("mutex") || name.equals("this");
  }

  @Override
  public void function(FunctionDecl function, Scope scope) {
    doubles(function, scope);
  }

  /** A function that calls itself twice with less does the same work over and over. */
  private static void doubles(FunctionDecl function, Scope scope) {
    boolean remembers =
        function.modifiers().stream().anyMatch(each -> each.contains("cache"))
            || function.name().isEmpty();
    if (remembers || function.params().isEmpty()) {
      return;
    }
    int[] line = {0};
    boolean[] memo = {false};
    Walk.shallow(
        function.body(),
        _ -> {},
        expr -> {
          if (expr instanceof Expr.Binary(int at, var op, Expr.Call left, Expr.Call right, _)
              && op.equals("+")
              && isLess(left, function)
              && isLess(right, function)) {
            line[0] = at;
          }
          memo[0] |= expr instanceof Expr.Name(_, var id) && CACHE.matcher(id).matches();
          memo[0] |= expr instanceof Expr.Member(_, _, var id, _) && CACHE.matcher(id).matches();
        });
    if (line[0] > 0 && !memo[0]) {
      scope.report("repeated-recursion", line[0]);
    }
  }

  private static boolean isLess(Expr.Call call, FunctionDecl function) {
    return call.name().equals(function.name())
        && call.args().size() == function.params().size()
        && call.args().stream()
            .anyMatch(arg ->
                arg.value() instanceof Expr.Binary(_, var op, Expr.Name _, Expr.Literal _, _)
                    && op.equals("-"));
  }

  /** A cache for the whole program that nothing is ever taken out of. */
  @Override
  public void type(TypeDecl type, Scope scope) {
    for (var field : Members.fieldsOf(type)) {
      if (isCollection(field, scope)
          && CACHE.matcher(field.name()).matches()
          && grows(type.members(), field.name())) {
        scope.report("unbounded-cache", field.line());
      }
    }
  }

  private static boolean isCollection(Stmt.Declare field, Scope scope) {
    return MAPS.contains(Kinds.named(field.type(), scope))
        || field.init().filter(init -> MAPS.contains(scope.kindOf(init))).isPresent();
  }

  /** A variable outside of functions, or of a function whose inner functions are called again. */
  @Override
  public void body(List<Stmt> body, Scope scope) {
    for (Stmt stmt : body) {
      String name =
          switch (stmt) {
            case Stmt.Declare declare
                when scope.is("js")
                    && declare
                        .init()
                        .filter(init -> MAPS.contains(scope.kindOf(init)))
                        .isPresent() ->
                declare.name();
            case Stmt.Eval(_, Expr.Assign(_, Expr.Name(_, var id), var op, var value))
                when op.equals("=")
                    && scope.is("python")
                    && scope.function().name().isEmpty()
                    && MAPS.contains(scope.kindOf(value)) ->
                id;
            default -> "";
          };
      boolean memory = CACHE.matcher(name).matches() || COUNTS.matcher(name).matches();
      if (memory && growsWithin(body, name)) {
        scope.report("unbounded-cache", stmt.line());
      }
    }
  }

  /** Whether functions within the body add to it, and nothing takes out of it. */
  private static boolean growsWithin(List<Stmt> body, String name) {
    boolean[] grows = {false};
    Walk.shallow(
        body,
        stmt -> {
          if (stmt instanceof Stmt.Define(_, var function)) {
            grows[0] |= adds(function.body(), name);
          }
        },
        expr -> {
          if (expr instanceof Expr.Lambda(_, var function)) {
            grows[0] |= adds(function.body(), name);
          }
        });
    return grows[0] && !shrinks(body, name);
  }

  private static boolean adds(List<Stmt> body, String name) {
    return Walk.any(
        body,
        _ -> false,
        expr ->
            (expr instanceof Expr.Call call
                    && Set.of("set", "add", "put").contains(call.name())
                    && Code.isName(call.receiver(), name))
                || (expr instanceof Expr.Assign(_, Expr.Index(_, var on, _), _, _)
                    && Code.isName(on, name)));
  }

  private static boolean shrinks(List<Stmt> body, String name) {
    boolean[] found = {false};
    Walk.statements(
        body,
        _ -> {},
        expr -> {
          switch (expr) {
            case Expr.Call call ->
                found[0] |=
                    SHRINKS.contains(call.name())
                        && (Code.isName(call.receiver(), name)
                            || call.args().stream()
                                .anyMatch(arg -> Code.mentions(arg.value(), name)));
            case Expr.Unary(_, var op, var operand) ->
                found[0] |= op.equals("delete") && Code.mentions(operand, name);
            case Expr.Member member ->
                found[0] |= member.name().equals("size") && Code.isName(member.target(), name);
            default -> {}
          }
        });
    return found[0];
  }

  private static boolean grows(List<Stmt> body, String name) {
    boolean[] grows = {false};
    boolean[] shrinks = {false};
    Walk.statements(
        body,
        _ -> {},
        expr -> {
          if (expr instanceof Expr.Call call && call.receiver().isPresent()) {
            boolean on = Code.nameOf(call.receiver().get()).equals(name);
            grows[0] |=
                on && Set.of("put", "add", "putIfAbsent", "computeIfAbsent").contains(call.name());
            shrinks[0] |= on && SHRINKS.contains(call.name());
          }
        });
    return grows[0] && !shrinks[0];
  }
}
