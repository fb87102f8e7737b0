package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.TypeDecl;
import java.util.Set;
import java.util.regex.Pattern;

/** Names as the language's people write them. */
final class Naming implements Check {

  private static final Pattern SNAKE = Pattern.compile("_*[a-z][a-z0-9]*(?:_[a-z0-9]+)+");
  private static final Pattern CAMEL = Pattern.compile("[a-z]+[a-z0-9]*(?:[A-Z][a-z0-9]+)+[A-Z]?");
  private static final Pattern PASCAL = Pattern.compile("(?:[A-Z][a-z0-9]+){2,}|[A-Z][a-z]{2,}");
  private static final Pattern LOWER_TYPE = Pattern.compile("[a-z]\\w*");
  private static final Pattern MIXED_TYPE = Pattern.compile("[A-Za-z][a-z0-9]*_\\w+");
  private static final Set<String> UNITTEST =
      Set.of("setUp", "tearDown", "setUpClass", "tearDownClass", "runTest", "maxDiff");
  private static final Set<String> BUILTINS =
      Set.of(
          "list", "dict", "set", "str", "int", "float", "bool", "type", "id", "input", "max", "min",
          "sum", "len", "map", "filter", "object", "tuple", "sorted", "range", "print", "open",
          "all", "any", "hash", "iter", "next", "bytes", "vars", "zip", "round", "abs");

  @Override
  public void type(TypeDecl type, Scope scope) {
    boolean wrong =
        (!scope.is("go")
                && LOWER_TYPE.matcher(type.name()).matches()
                && !isRustPrimitive(type, scope))
            || MIXED_TYPE.matcher(type.name()).matches();
    if (wrong && !type.name().startsWith("_")) {
      scope.report("naming", type.line());
    }
    for (var field : Members.fieldsOf(type)) {
      boolean constant =
          field.modifiers().contains("static") && field.modifiers().contains("final");
      if (scope.is("java")
          && !constant
          && (SNAKE.matcher(field.name()).matches() || PASCAL.matcher(field.name()).matches())) {
        scope.report("naming", field.line());
      } else if (scope.is("java")
          && constant
          && CAMEL.matcher(field.name()).matches()
          && !field.name().startsWith("serial")
          && field.init().filter(Expr.Literal.class::isInstance).isPresent()) {
        scope.report("naming", field.line());
      }
    }
  }

  private static boolean isRustPrimitive(TypeDecl type, Scope scope) {
    return scope.is("rust") && (type.name().length() < 5 || type.members().isEmpty());
  }

  @Override
  public void function(FunctionDecl function, Scope scope) {
    String name = function.name();
    boolean wrong =
        switch (scope.unit().language().family()) {
          case "java" ->
              (PASCAL.matcher(name).matches() || SNAKE.matcher(name).matches())
                  && function.modifiers().stream().noneMatch(each -> each.startsWith("@"));
          case "js" -> SNAKE.matcher(name).matches() && !name.startsWith("_");
          case "python" ->
              (CAMEL.matcher(name).matches() || PASCAL.matcher(name).matches())
                  && !UNITTEST.contains(name)
                  && function.modifiers().isEmpty()
                  && scope.type().filter(type -> !type.supertypes().isEmpty()).isEmpty();
          case "go" -> name.contains("_") && !isTest(name) && name.indexOf('_') > 0;
          case "rust" -> CAMEL.matcher(name).matches();
          default -> false;
        };
    if (wrong) {
      scope.report("naming", function.line());
    }
    for (var param : function.params()) {
      param.names().forEach(each -> variable(each, function.line(), scope));
    }
  }

  private static boolean isTest(String name) {
    return name.startsWith("Test") || name.startsWith("Benchmark") || name.startsWith("Example");
  }

  @Override
  public void stmt(Stmt stmt, Scope scope) {
    switch (stmt) {
      case Stmt.Declare declare when !scope.function().name().isEmpty() ->
          variable(declare.name(), declare.line(), scope);
      case Stmt.Declare(int line, var name, _, var init, _, _)
          when scope.is("python") && init.filter(Expr.Lambda.class::isInstance).isPresent() ->
          scope.report("named-lambda", line);
      case Stmt.Eval(int line, Expr.Assign assign)
          when assign.op().equals("=") && assign.target() instanceof Expr.Name(_, var id) -> {
        if (scope.is("python")) {
          if (assign.value() instanceof Expr.Lambda) {
            scope.report("named-lambda", line);
          }
          if (!scope.function().name().isEmpty()) {
            variable(id, line, scope);
          }
        }
      }
      default -> {}
    }
  }

  private static void variable(String name, int line, Scope scope) {
    boolean wrong =
        switch (scope.unit().language().family()) {
          case "java", "js" -> SNAKE.matcher(name).matches();
          case "python" -> CAMEL.matcher(name).matches();
          case "go" -> SNAKE.matcher(name).matches();
          case "rust" -> CAMEL.matcher(name).matches();
          default -> false;
        };
    if (wrong) {
      scope.report("naming", line);
    }
    if (scope.is("python") && BUILTINS.contains(name)) {
      scope.report("shadowed-builtin", line);
    }
    if (scope.is("python") && (name.equals("l") || name.equals("O") || name.equals("I"))) {
      scope.report("naming", line);
    }
  }
}
