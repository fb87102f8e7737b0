package dev.parley.review.syntax;

import java.util.List;
import java.util.Map;

/**
 * One source file.
 *
 * @param imports what a name that was imported stands for, such as {@code ex} for {@code
 *     child_process.exec}
 * @param body its statements; declarations of functions and types among them
 * @param broken whether some of the text could not be read
 * @param surface what the text says beside that
 */
public record SourceUnit(
    Language language,
    Map<String, String> imports,
    List<Stmt> body,
    boolean broken,
    Surface surface) {

  public SourceUnit {
    imports = Map.copyOf(imports);
    body = List.copyOf(body);
  }

  public SourceUnit(
      Language language, Map<String, String> imports, List<Stmt> body, boolean broken) {
    this(language, imports, body, broken, Surface.NONE);
  }

  public SourceUnit with(Surface other) {
    return new SourceUnit(language, imports, body, broken, other);
  }
}
