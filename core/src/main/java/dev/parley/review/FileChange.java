package dev.parley.review;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a diff says of one file.
 *
 * @param path in the new tree; of a deleted file, in the old one
 * @param oldPath in the old tree; the same as {@code path} unless renamed or copied
 * @param oldMode as git prints it; empty if not said
 * @param newMode likewise
 * @param binary whether its content is not shown
 * @param hunks empty if the content is not shown or did not change
 */
public record FileChange(
    Kind kind,
    String path,
    String oldPath,
    String oldMode,
    String newMode,
    boolean binary,
    List<Hunk> hunks) {

  public FileChange {
    hunks = List.copyOf(hunks);
  }

  /** What became of the file as a whole. */
  public enum Kind {
    ADDED,
    DELETED,
    MODIFIED,
    RENAMED,
    COPIED
  }

  /** Lines this change brought in. */
  public Stream<DiffLine> added() {
    return lines().filter(line -> line.kind() == DiffLine.Kind.ADDED);
  }

  /** Lines it took away. */
  public Stream<DiffLine> removed() {
    return lines().filter(line -> line.kind() == DiffLine.Kind.REMOVED);
  }

  public Stream<DiffLine> lines() {
    return hunks.stream().flatMap(hunk -> hunk.lines().stream());
  }

  /** Whether the new tree has the file. */
  public boolean exists() {
    return kind != Kind.DELETED;
  }

  /** Whether it is a link to another repository's commit. */
  public boolean submodule() {
    return oldMode.equals("160000") || newMode.equals("160000");
  }
}
