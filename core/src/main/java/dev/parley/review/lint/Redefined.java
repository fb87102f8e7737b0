package dev.parley.review.lint;

import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.SourceUnit;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.TypeDecl;
import java.util.HashMap;
import java.util.List;

/** Functions that take the place of others, which nothing can call any more. */
final class Redefined implements Check {

  @Override
  public void unit(SourceUnit unit, Scope scope) {
    if (scope.is("python")) {
      functions(unit.body(), scope);
    }
  }

  @Override
  public void type(TypeDecl type, Scope scope) {
    if (scope.is("python")) {
      functions(type.members(), scope);
    }
  }

  private static void functions(List<Stmt> members, Scope scope) {
    var seen = new HashMap<String, FunctionDecl>();
    for (Stmt member : members) {
      if (!(member instanceof Stmt.Define(int line, var function))
          || function.name().isEmpty()
          || function.name().equals("_")) {
        continue;
      }
      boolean plain = function.modifiers().stream().noneMatch(each -> each.startsWith("@"));
      var before = seen.put(function.name(), function);
      if (before != null
          && plain
          && isPlain(before)
          && scope.surface().count(function.name(), before.endLine() + 1, line - 1) == 0) {
        scope.report("redefined-function", line);
      }
    }
  }

  private static boolean isPlain(FunctionDecl before) {
    return !before.body().isEmpty()
        && before.modifiers().stream().noneMatch(each -> each.startsWith("@"));
  }
}
