package dev.parley.review.syntax;

import java.util.List;
import java.util.Optional;

/** An expression. Lines count from 1. */
public sealed interface Expr {

  int line();

  /**
   * A constant.
   *
   * @param value a {@code String}, {@code Long}, {@code Double}, {@code Boolean} or {@code
   *     Character}
   */
  record Literal(int line, Object value) implements Expr {}

  /** {@code null}, {@code None}, {@code undefined}, {@code nil}. */
  record Null(int line) implements Expr {}

  record Name(int line, String id) implements Expr {}

  /**
   * A field or property.
   *
   * @param optional whether a missing target is allowed for, as in {@code a?.b}
   */
  record Member(int line, Expr target, String name, boolean optional) implements Expr {}

  record Index(int line, Expr target, Expr index) implements Expr {}

  /**
   * A call.
   *
   * @param receiver what the function is looked up in, or, if the name is empty, the function
   */
  record Call(int line, Optional<Expr> receiver, String name, List<Arg> args, boolean optional)
      implements Expr {}

  /**
   * An argument.
   *
   * @param name of a keyword argument; otherwise empty
   * @param spread whether a sequence or mapping is unpacked
   */
  record Arg(String name, Expr value, boolean spread) {
    public static Arg of(Expr value) {
      return new Arg("", value, false);
    }
  }

  /**
   * An object comes to be.
   *
   * @param type as written, without type arguments; of an array with {@code []} behind
   * @param body of an anonymous class
   */
  record New(int line, String type, List<Arg> args, Optional<TypeDecl> body) implements Expr {}

  /**
   * An operation on two values.
   *
   * @param converts whether a comparison converts its operands, as JavaScript's {@code ==}, or asks
   *     them for their own idea of being equal where what they are is asked for
   */
  record Binary(int line, String op, Expr left, Expr right, boolean converts) implements Expr {

    public Binary(int line, String op, Expr left, Expr right) {
      this(line, op, left, right, false);
    }
  }

  record Unary(int line, String op, Expr operand) implements Expr {}

  record Conditional(int line, Expr condition, Expr then, Expr otherwise) implements Expr {}

  /**
   * An assignment.
   *
   * @param op {@code =}, or {@code +=} and the like
   */
  record Assign(int line, Expr target, String op, Expr value) implements Expr {}

  /** What something that takes time gives in the end. */
  record Await(int line, Expr operand) implements Expr {}

  record Cast(int line, String type, Expr operand) implements Expr {}

  /** A list, array, tuple or set; also a pattern that takes one apart. */
  record Sequence(int line, List<Expr> elements) implements Expr {}

  /** An object or dictionary; a spread value has a {@link Null} key. */
  record Mapping(int line, List<Expr> keys, List<Expr> values) implements Expr {}

  /** A string with expressions in it. */
  record Template(int line, List<Expr> parts) implements Expr {}

  record Lambda(int line, FunctionDecl function) implements Expr {}

  /**
   * A {@code switch} with a value: the results stand as {@link Stmt.Return} at the bodies' ends.
   */
  record Choice(int line, Stmt.Switch choice) implements Expr {}

  /** Anything else: its parts are evaluated, and so is what could come of them. */
  record Other(int line, List<Expr> parts) implements Expr {}
}
