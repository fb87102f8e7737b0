package dev.parley.review;

import java.util.List;

/** A change as {@code git diff} prints it, taken apart. */
public record UnifiedDiff(List<FileChange> files) {

  public UnifiedDiff {
    files = List.copyOf(files);
  }

  /**
   * Reads a diff, strictly.
   *
   * @throws MalformedDiffException if it is not wholly one
   */
  public static UnifiedDiff parse(String text) {
    return new UnifiedDiff(new DiffParser(text).parse());
  }
}
