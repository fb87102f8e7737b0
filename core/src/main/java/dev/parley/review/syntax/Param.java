package dev.parley.review.syntax;

import java.util.List;
import java.util.Optional;

/**
 * A parameter of a function.
 *
 * @param names more than one if it is taken apart
 * @param type as written, without type arguments; empty if not written
 * @param annotations names of annotations or decorators on it
 * @param init what it is if it is not given
 */
public record Param(
    List<String> names, String type, List<String> annotations, Optional<Expr> init) {

  public Param {
    names = List.copyOf(names);
    annotations = List.copyOf(annotations);
  }

  public Param(List<String> names, String type, List<String> annotations) {
    this(names, type, annotations, Optional.empty());
  }

  public static Param of(String name, String type) {
    return new Param(List.of(name), type, List.of());
  }

  /** The only or first name; empty if it has none. */
  public String name() {
    return names.isEmpty() ? "" : names.getFirst();
  }
}
