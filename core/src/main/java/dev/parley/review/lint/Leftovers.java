package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Param;
import dev.parley.review.syntax.SourceUnit;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.TypeDecl;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What was left behind while working: output for debugging, empty and doubled code. */
final class Leftovers implements Check {

  private static final Set<String> PRINTS = Set.of("println", "print", "printf");
  private static final Set<String> CONSOLE = Set.of("log", "debug", "dir", "table", "trace");
  private static final Set<String> STOPS = Set.of("set_trace", "breakpoint");
  private static final int SAME_MIN = 3;

  @Override
  public void expr(Expr expr, Scope scope) {
    if (expr instanceof Expr.Call call) {
      if (isDebug(call, scope)) {
        scope.report("debug-output", call.line());
      }
    }
  }

  private static boolean isDebug(Expr.Call call, Scope scope) {
    Optional<Expr> on = call.receiver();
    return switch (scope.unit().language().family()) {
      case "java" ->
          (PRINTS.contains(call.name())
                  && on.filter(each ->
                          each instanceof Expr.Member(_, Expr.Name(_, var system), var out, _)
                              && system.equals("System")
                              && (out.equals("out") || out.equals("err")))
                      .isPresent()
                  && !hasMain(scope))
              || (call.name().equals("printStackTrace") && call.args().isEmpty());
      case "js" -> CONSOLE.contains(call.name()) && Code.isName(on, "console");
      case "python" ->
          (STOPS.contains(call.name()) && (on.isEmpty() || Code.isName(on, "pdb")))
              || (call.name().equals("print")
                  && on.isEmpty()
                  && call.args().stream().noneMatch(arg -> arg.name().equals("file"))
                  && !scope.function().name().isEmpty()
                  && !hasMain(scope));
      case "go" ->
          PRINTS.stream().anyMatch(each -> call.name().equalsIgnoreCase(each))
              && Code.isName(on, "fmt")
              && !hasMain(scope);
      case "rust" ->
          call.name().equals("dbg")
              || call.name().equals("dbg!")
              || (Set.of("println", "println!", "eprintln", "eprintln!").contains(call.name())
                  && !hasMain(scope));
      default -> false;
    };
  }

  /** A program may speak to whoever started it. */
  private static boolean hasMain(Scope scope) {
    return scope.declared().functions().containsKey("main")
        || scope.surface().count("__name__") > 0
        || scope.surface().count("argparse") > 0
        || scope.surface().count("argv") > 0;
  }

  @Override
  public void stmt(Stmt stmt, Scope scope) {
    switch (stmt) {
      case Stmt.Eval(int line, Expr.Name(_, var id)) when id.equals("debugger") ->
          scope.report("debug-output", line);
      case Stmt.If(int line, _, var then, var otherwise)
          when then.isEmpty() && !scope.is("python") && isSilent(line, otherwise, scope) ->
          scope.report("empty-block", line);
      case Stmt.ForEach each
          when each.body().isEmpty()
              && scope.is("java")
              && isSilent(each.line(), List.of(), scope) ->
          scope.report("empty-block", each.line());
      case Stmt.DefineType(int line, TypeDecl type)
          when type.members().isEmpty() && scope.is("rust") && type.name().isEmpty() ->
          scope.report("empty-block", line);
      default -> {}
    }
  }

  private static boolean isSilent(int line, List<Stmt> next, Scope scope) {
    int end = next.isEmpty() ? line + 2 : next.getFirst().line();
    return !scope.surface().isCommented(line, end);
  }

  @Override
  public void function(FunctionDecl function, Scope scope) {
    boolean named = !function.name().isEmpty() && !function.name().equals(FunctionDecl.INIT);
    boolean bodied =
        (scope.is("java")
                && scope.type().filter(type -> type.modifiers().contains("class")).isPresent()
                && !function.modifiers().contains("abstract")
                && !function.modifiers().contains("native")
                && function.modifiers().stream().noneMatch(each -> each.startsWith("@")))
            || (scope.is("js") && !function.modifiers().contains("arrow"));
    if (named
        && bodied
        && function.body().isEmpty()
        && function.endLine() < Integer.MAX_VALUE
        && !scope.surface().isCommented(function.line(), function.endLine())) {
      scope.report("empty-function", function.line());
    }
    if (function.body().size() > 1
        && function.body().getLast() instanceof Stmt.Return(int line, var value)
        && value.isEmpty()
        && !scope.is("python")) {
      scope.report("needless-return", line);
    }
  }

  private static List<String> types(FunctionDecl function) {
    return function.params().stream().map(Param::type).toList();
  }

  /** Functions of one file that do the same. */
  @Override
  public void unit(SourceUnit unit, Scope scope) {
    var bySize = new HashMap<List<Integer>, FunctionDecl>();
    for (var all : scope.declared().functions().values()) {
      for (FunctionDecl each : all) {
        if (each.body().size() >= SAME_MIN) {
          var key = List.of(each.body().size(), each.params().size(), each.endLine() - each.line());
          FunctionDecl other = bySize.putIfAbsent(key, each);
          if (other != null
              && types(other).equals(types(each))
              && Code.same(other.body(), each.body())) {
            scope.report("duplicate-function", Math.max(other.line(), each.line()));
          }
        }
      }
    }
  }
}
