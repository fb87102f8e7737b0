package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.SourceUnit;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.TypeDecl;
import java.util.List;

/** Looks at pieces of a program, each once, and reports what is wrong. Has no state. */
interface Check {

  default void unit(SourceUnit unit, Scope scope) {}

  default void type(TypeDecl type, Scope scope) {}

  /** The scope is the function's own. */
  default void function(FunctionDecl function, Scope scope) {}

  /** Statements that follow each other. */
  default void body(List<Stmt> body, Scope scope) {}

  default void stmt(Stmt stmt, Scope scope) {}

  default void expr(Expr expr, Scope scope) {}
}
