package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Walk;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Functions that JavaScript's collections are given. */
final class Callbacks implements Check {

  private static final Set<String> GIVE =
      Set.of(
          "map",
          "filter",
          "reduce",
          "some",
          "every",
          "find",
          "findIndex",
          "flatMap",
          "reduceRight",
          "findLast");
  private static final Set<String> LATER = Set.of("setTimeout", "setInterval", "then", "forEach");
  private static final Pattern NUMBERS =
      Pattern.compile("(?:readonly )?number\\[\\]|(?:Readonly)?Array<number>");

  @Override
  public void expr(Expr expr, Scope scope) {
    if (!scope.is("js") || !(expr instanceof Expr.Call call)) {
      return;
    }
    if (call.receiver().isPresent() && GIVE.contains(call.name()) && !call.args().isEmpty()) {
      Expr first = call.args().getFirst().value();
      if (first instanceof Expr.Lambda(int line, var function)
          && !function.modifiers().contains("*")
          && !function.modifiers().contains("async")
          && !returns(function)
          && !(function.body().isEmpty() && !function.modifiers().contains("arrow"))) {
        scope.report("missing-return", line);
      } else if (call.name().equals("map") && Code.isName(first, "parseInt")) {
        scope.report("parse-int-map", call.line());
      }
    }
    if (call.name().equals("sort") && call.args().isEmpty() && isNumbers(call.receiver(), scope)) {
      scope.report("sort-numbers", call.line());
    }
    if (call.name().equals("fill")
        && call.args().size() == 1
        && (call.args().getFirst().value() instanceof Expr.Sequence
            || call.args().getFirst().value() instanceof Expr.Mapping)) {
      scope.report("shared-elements", call.line());
    }
    lost(call, scope);
    Handed.check(call, scope);
  }

  /** Whether it gives a value anywhere, or never comes to its end. */
  static boolean returns(FunctionDecl function) {
    boolean[] found = {false};
    Walk.shallow(
        function.body(),
        stmt -> found[0] |= stmt instanceof Stmt.Return(_, var value) && value.isPresent(),
        _ -> {});
    return found[0]
        || (!function.body().isEmpty() && function.body().getLast() instanceof Stmt.Throw);
  }

  private static boolean isNumbers(Optional<Expr> list, Scope scope) {
    return list.isPresent()
        && switch (list.get()) {
          case Expr.Sequence(_, var elements) ->
              areNumbers(elements)
                  || (elements.size() == 1
                      && elements.getFirst() instanceof Expr.Name(_, var id)
                      && isNumbers(id, scope));
          case Expr.Name(_, var id) -> isNumbers(id, scope);
          case Expr.Call call ->
              (call.name().equals("slice") && isNumbers(call.receiver(), scope))
                  || (call.name().equals("filter") && isNumbers(call.receiver(), scope))
                  || (call.name().equals("map")
                      && !call.args().isEmpty()
                      && givesNumber(call.args().getFirst().value()));
          default -> false;
        };
  }

  private static final Set<String> COUNTS =
      Set.of("Number", "parseInt", "parseFloat", "getTime", "valueOf", "round", "floor", "ceil");

  private static boolean givesNumber(Expr function) {
    return switch (function) {
      case Expr.Name(_, var id) -> COUNTS.contains(id);
      case Expr.Lambda(_, var each) ->
          !each.body().isEmpty()
              && each.body().getLast() instanceof Stmt.Return(_, var value)
              && value.filter(Callbacks::isNumber).isPresent();
      default -> false;
    };
  }

  private static boolean isNumber(Expr value) {
    return switch (value) {
      case Expr.Call call -> COUNTS.contains(call.name());
      case Expr.Member member -> member.name().equals("length") || member.name().equals("size");
      case Expr.Binary binary -> Set.of("-", "*", "/", "%").contains(binary.op());
      case Expr.Unary unary -> unary.op().equals("+");
      default -> false;
    };
  }

  private static boolean areNumbers(List<Expr> elements) {
    return elements.size() > 1
        && elements.stream()
            .allMatch(
                each -> each instanceof Expr.Literal(_, var value) && value instanceof Number);
  }

  private static boolean isNumbers(String id, Scope scope) {
    boolean[] found = {false};
    for (var function : scope.functions()) {
      for (var param : function.params()) {
        found[0] |= param.name().equals(id) && NUMBERS.matcher(param.type()).matches();
      }
      Walk.shallow(
          function.body(),
          stmt ->
              found[0] |=
                  stmt instanceof Stmt.Declare(_, var name, var type, var init, _, _)
                      && name.equals(id)
                      && (NUMBERS.matcher(type).matches()
                          || (init.isPresent()
                              && init.get() instanceof Expr.Sequence(_, var elements)
                              && areNumbers(elements))
                          || (init.isPresent()
                              && init.get() instanceof Expr.Call
                              && isNumbers(init, scope))),
          _ -> {});
    }
    return found[0];
  }

  /** A plain function that is called later has another {@code this}. */
  private static void lost(Expr.Call call, Scope scope) {
    if (!LATER.contains(call.name())
        || scope.type().isEmpty()
        || (call.name().equals("forEach") && call.args().size() > 1)) {
      return;
    }
    for (var arg : call.args()) {
      if (arg.value() instanceof Expr.Lambda(int line, var function)
          && !function.modifiers().contains("arrow")
          && usesThis(function.body())) {
        scope.report("lost-this", line);
      }
    }
  }

  static boolean usesThis(List<Stmt> body) {
    return Walk.anyShallow(body, _ -> false, expr -> Code.isName(expr, "this"));
  }
}
