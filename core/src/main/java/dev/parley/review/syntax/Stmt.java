package dev.parley.review.syntax;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A statement. Lines count from 1. */
public sealed interface Stmt {

  int line();

  /**
   * A variable or field comes to be.
   *
   * @param type as written, without type arguments; empty if not written
   * @param constant whether it is never assigned again
   * @param modifiers such as {@code static}, {@code var} or {@code let}, names of annotations with
   *     an {@code @} in front, and {@code <>} if the type has type arguments
   */
  record Declare(
      int line,
      String name,
      String type,
      Optional<Expr> init,
      boolean constant,
      Set<String> modifiers)
      implements Stmt {

    public Declare {
      modifiers = Set.copyOf(modifiers);
    }

    public Declare(int line, String name, String type, Optional<Expr> init, boolean constant) {
      this(line, name, type, init, constant, Set.of());
    }
  }

  /** An expression for its effect. */
  record Eval(int line, Expr expr) implements Stmt {}

  record If(int line, Expr condition, List<Stmt> then, List<Stmt> otherwise) implements Stmt {}

  /**
   * A loop with a condition.
   *
   * @param condition empty if it is always true
   * @param testsLast whether the body is done before the condition is first asked
   */
  record Loop(
      int line,
      List<Stmt> init,
      Optional<Expr> condition,
      List<Expr> update,
      List<Stmt> body,
      boolean testsLast)
      implements Stmt {}

  /**
   * A loop over elements.
   *
   * @param keys whether it is over the names of properties, as JavaScript's {@code in}
   */
  record ForEach(
      int line, List<String> names, String type, Expr iterable, List<Stmt> body, boolean keys)
      implements Stmt {

    public ForEach(int line, List<String> names, String type, Expr iterable, List<Stmt> body) {
      this(line, names, type, iterable, body, false);
    }
  }

  record Switch(int line, Expr subject, List<Case> cases) implements Stmt {}

  /**
   * One case.
   *
   * @param labels empty only in a default case
   * @param fallsThrough whether the next case's body follows unless something jumps out
   */
  record Case(
      int line, List<Expr> labels, boolean isDefault, List<Stmt> body, boolean fallsThrough) {}

  record Return(int line, Optional<Expr> value) implements Stmt {}

  record Throw(int line, Optional<Expr> value) implements Stmt {}

  /**
   * {@code break} or {@code continue}.
   *
   * @param label what it leaves or goes on with; empty if that is the innermost
   */
  record Jump(int line, boolean breaks, String label) implements Stmt {

    public Jump(int line, boolean breaks) {
      this(line, breaks, "");
    }
  }

  /**
   * {@code try}, and Python's {@code with}.
   *
   * @param resources closed at the end
   */
  record Try(int line, List<Stmt> resources, List<Stmt> body, List<Catch> catches, List<Stmt> last)
      implements Stmt {}

  /**
   * A handler.
   *
   * @param types simple names; empty if it takes everything
   * @param commented whether a comment stands in it
   */
  record Catch(
      int line, List<String> types, Optional<String> name, List<Stmt> body, boolean commented) {}

  record Block(int line, List<Stmt> body) implements Stmt {}

  record Define(int line, FunctionDecl function) implements Stmt {}

  record DefineType(int line, TypeDecl type) implements Stmt {}
}
