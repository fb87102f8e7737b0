package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.SourceUnit;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.TypeDecl;
import dev.parley.review.syntax.Walk;
import java.util.HashSet;
import java.util.Set;

/** What is declared and never mentioned again. */
final class Unused implements Check {

  private static final Set<String> FOR_OTHERS = Set.of("serialVersionUID", "React", "h", "main");
  private static final Set<String> TRAITS =
      Set.of(
          "Read",
          "Write",
          "BufRead",
          "Seek",
          "FromStr",
          "Hash",
          "Hasher",
          "Borrow",
          "TryFrom",
          "TryInto",
          "AsyncReadExt",
          "AsyncWriteExt",
          "StreamExt",
          "FutureExt",
          "SinkExt",
          "Rng",
          "Context",
          "Digest",
          "Engine",
          "IntoResponse",
          "ToTokens",
          "Deref");
  private static final Set<String> BY_NAME =
      Set.of("readObject", "writeObject", "readResolve", "writeReplace", "readObjectNoData");

  @Override
  public void unit(SourceUnit unit, Scope scope) {
    boolean code =
        !scope.is("python")
            || unit.body().stream()
                .anyMatch(each -> each instanceof Stmt.Define || each instanceof Stmt.DefineType);
    var seen = new HashSet<String>();
    for (var imported : unit.surface().imports()) {
      String name = imported.name();
      if (imported.wildcard() && !isPrelude(imported.path())) {
        scope.report("wildcard-import", imported.line());
      } else if (!name.isEmpty() && !name.equals("_") && !name.equals(".")) {
        // Go's compiler says so itself, and packages have other names than their paths.
        if (code
            && !scope.is("go")
            && !isTrait(imported.path())
            && scope.surface().count(name) == 0
            && !FOR_OTHERS.contains(name)) {
          scope.report("unused-import", imported.line());
        }
        if (!seen.add(name + " " + imported.path()) && !scope.is("python")) {
          scope.report("duplicate-import", imported.line());
        }
      }
    }
    unit.surface().commentedCode().forEach(line -> scope.report("commented-code", line));
  }

  /** Traits are used by their methods. */
  private static boolean isTrait(String path) {
    return path.contains("::")
        && TRAITS.stream()
            .anyMatch(trait -> path.endsWith("::" + trait) && !path.endsWith("fmt::Write"));
  }

  /** Some modules are made for it. */
  private static boolean isPrelude(String path) {
    return path.contains("prelude") || path.startsWith("super::");
  }

  @Override
  public void type(TypeDecl type, Scope scope) {
    if (scope.is("go") || scope.is("rust")) {
      return;
    }
    for (Stmt member : type.members()) {
      switch (member) {
        case Stmt.Declare field -> {
          boolean hidden = field.modifiers().contains("private") || field.name().startsWith("#");
          if (hidden && isPlain(field.modifiers())) {
            member(field.name(), field.line(), scope);
          }
        }
        case Stmt.Define(_, var method) -> {
          boolean hidden =
              method.isPrivate()
                  || method.name().startsWith("#")
                  || (scope.is("python")
                      && method.name().startsWith("_")
                      && !method.name().startsWith("__")
                      && type.supertypes().isEmpty());
          if (hidden
              && isPlain(method.modifiers())
              && !method.name().equals(FunctionDecl.INIT)
              && !BY_NAME.contains(method.name())) {
            member(method.name(), method.line(), scope);
          }
        }
        default -> {}
      }
    }
  }

  /** What is annotated is used by whoever reads annotations. */
  private static boolean isPlain(Set<String> modifiers) {
    return modifiers.stream().noneMatch(each -> each.startsWith("@"));
  }

  private static void member(String name, int line, Scope scope) {
    if (scope.surface().count(name) == 1 && !FOR_OTHERS.contains(name)) {
      scope.report("unused-member", line);
    }
  }

  @Override
  public void function(FunctionDecl function, Scope scope) {
    if (scope.surface().words().isEmpty() || scope.is("go") || scope.is("rust")) {
      return;
    }
    var resources = new HashSet<Stmt>();
    Walk.shallow(
        function.body(),
        stmt -> {
          if (stmt instanceof Stmt.Try attempt) {
            resources.addAll(attempt.resources());
          } else if (stmt instanceof Stmt.Declare declare && !resources.contains(stmt)) {
            local(declare.name(), declare.line(), function, scope);
            if (declare.modifiers().contains("let")
                && declare.init().isPresent()
                && !Code.assigns(withoutDeclaration(function, declare), declare.name())) {
              scope.report("never-reassigned", declare.line());
            }
          } else if (stmt instanceof Stmt.Eval(int line, Expr.Assign assign)
              && scope.is("python")
              && assign.op().equals("=")
              && assign.target() instanceof Expr.Name(_, var id)
              && !id.equals("__tracebackhide__")) {
            local(id, line, function, scope);
          }
        },
        _ -> {});
  }

  private static java.util.List<Stmt> withoutDeclaration(
      FunctionDecl function, Stmt.Declare declare) {
    // A name that is declared twice may be assigned in either place.
    return function.body().stream().filter(each -> !each.equals(declare)).toList();
  }

  private static void local(String name, int line, FunctionDecl function, Scope scope) {
    boolean meant = name.startsWith("_") || name.equals("ignored") || name.equals("unused");
    if (!meant && scope.surface().count(name, function.line(), function.endLine()) == 1) {
      scope.report("unused-variable", line);
    }
  }
}
