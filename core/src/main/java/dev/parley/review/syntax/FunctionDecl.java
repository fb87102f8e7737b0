package dev.parley.review.syntax;

import java.util.List;
import java.util.Set;

/**
 * A function, method, constructor or lambda.
 *
 * @param name empty if it has none; of a constructor {@code <init>}
 * @param owner the type it belongs to; empty if none
 * @param modifiers such as {@code private}, and the names of annotations or decorators with an
 *     {@code @} in front
 */
public record FunctionDecl(
    int line,
    String name,
    String owner,
    List<Param> params,
    List<Stmt> body,
    Set<String> modifiers) {

  public FunctionDecl {
    params = List.copyOf(params);
    body = List.copyOf(body);
    modifiers = Set.copyOf(modifiers);
  }

  /** A constructor's name. */
  public static final String INIT = "<init>";

  public boolean isPrivate() {
    return modifiers.contains("private");
  }
}
