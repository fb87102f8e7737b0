package dev.parley.review.syntax;

import java.util.List;
import java.util.Set;

/**
 * A function, method, constructor or lambda.
 *
 * @param name empty if it has none; of a constructor {@code <init>}
 * @param owner the type it belongs to; empty if none
 * @param modifiers such as {@code private} or {@code async}, and the names of annotations or
 *     decorators with an {@code @} in front
 * @param returns the type it is declared to give, without type arguments; empty if not written
 * @param receiver what it calls the object it belongs to, where that is written as a parameter,
 *     such as {@code self}; otherwise empty
 * @param endLine its last line; not before {@code line}
 */
public record FunctionDecl(
    int line,
    String name,
    String owner,
    List<Param> params,
    List<Stmt> body,
    Set<String> modifiers,
    String returns,
    String receiver,
    int endLine) {

  public FunctionDecl {
    params = List.copyOf(params);
    body = List.copyOf(body);
    modifiers = Set.copyOf(modifiers);
    endLine = Math.max(line, endLine);
  }

  public FunctionDecl(
      int line,
      String name,
      String owner,
      List<Param> params,
      List<Stmt> body,
      Set<String> modifiers) {
    this(line, name, owner, params, body, modifiers, "", "", line);
  }

  /** A constructor's name. */
  public static final String INIT = "<init>";

  public boolean isPrivate() {
    return modifiers.contains("private");
  }
}
