package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.SourceUnit;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Walk;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Names of Python that nothing in the file gives a value, and that are modules everybody knows, or
 * one letter off a name that has one. Files may be run where other names are known.
 */
final class UnknownNames implements Check {

  @Override
  public void unit(SourceUnit unit, Scope scope) {
    boolean open = unit.surface().imports().stream().anyMatch(each -> each.wildcard());
    if (!scope.is("python") || open || scope.words("builtins").isEmpty()) {
      return;
    }
    var bound = new HashSet<String>(scope.words("builtins"));
    var read = new HashMap<String, Integer>();
    unit.surface().imports().forEach(each -> bound.add(each.name()));
    bound.addAll(unit.imports().keySet());
    Walk.statements(unit.body(), stmt -> binds(stmt, bound), expr -> expr(expr, bound, read));
    boolean dynamic = read.keySet().stream().anyMatch(Set.of("globals", "exec", "vars")::contains);
    if (!dynamic) {
      read.forEach((name, line) -> {
        if (!bound.contains(name)
            && !name.startsWith("__")
            && !isText(name)
            && (scope.words("modules").contains(name)
                || bound.stream().anyMatch(other -> isSlip(name, other)))) {
          scope.report("undefined-name", line);
        }
      });
    }
  }

  /** Whether two names of some length differ by one letter that is missing, other or too much. */
  private static boolean isSlip(String name, String other) {
    String longer = name.length() >= other.length() ? name : other;
    String shorter = longer.equals(name) ? other : name;
    boolean near = longer.length() - shorter.length() <= 1 && shorter.length() > 3;
    int same = 0;
    while (near && same < shorter.length() && longer.charAt(same) == shorter.charAt(same)) {
      same++;
    }
    String rest = near ? shorter.substring(same) : "";
    String tail = near ? longer.substring(Math.min(same + 1, longer.length())) : "";
    boolean letter = near && same < longer.length() && Character.isLetter(longer.charAt(same));
    boolean plural = longer.equals(shorter + "s") || longer.equalsIgnoreCase(shorter);
    return letter
        && !plural
        && (longer.length() > shorter.length()
            ? tail.equals(rest)
            : !rest.isEmpty() && tail.equals(rest.substring(1)));
  }

  private static boolean isText(String name) {
    return name.isEmpty() || !name.chars().allMatch(Character::isJavaIdentifierPart);
  }

  private static void binds(Stmt stmt, Set<String> bound) {
    switch (stmt) {
      case Stmt.Declare declare -> bound.add(declare.name());
      case Stmt.ForEach each -> bound.addAll(each.names());
      case Stmt.Define(_, var function) -> function(function, bound);
      case Stmt.DefineType(_, var type) -> bound.add(type.name());
      case Stmt.Try attempt -> attempt.catches().forEach(each -> each.name().ifPresent(bound::add));
      case Stmt.Switch choice ->
          choice
              .cases()
              .forEach(
                  each -> each.labels().forEach(label -> Walk.names(label).forEach(bound::add)));
      default -> {}
    }
  }

  private static void function(FunctionDecl function, Set<String> bound) {
    bound.add(function.name());
    bound.add(function.receiver());
    function.params().forEach(param -> bound.addAll(param.names()));
  }

  private static void expr(Expr expr, Set<String> bound, Map<String, Integer> read) {
    switch (expr) {
      case Expr.Name(int line, var id) -> read.putIfAbsent(id, line);
      case Expr.Call call when call.receiver().isEmpty() ->
          read.putIfAbsent(call.name(), call.line());
      case Expr.Assign assign -> targets(assign.target(), bound);
      case Expr.Lambda(_, var function) -> function(function, bound);
      case Expr.New created -> read.putIfAbsent(created.type(), created.line());
      default -> {}
    }
  }

  private static void targets(Expr target, Set<String> bound) {
    switch (target) {
      case Expr.Name(_, var id) -> bound.add(id);
      case Expr.Sequence(_, var parts) -> parts.forEach(part -> targets(part, bound));
      case Expr.Other(_, var parts) -> parts.forEach(part -> targets(part, bound));
      case Expr.Unary unary -> targets(unary.operand(), bound);
      default -> {}
    }
  }
}
