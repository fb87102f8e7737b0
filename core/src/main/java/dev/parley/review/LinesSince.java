package dev.parley.review;

import java.util.Map;
import java.util.OptionalInt;

/** What became of single lines from one round to the next. Pure. */
final class LinesSince {

  /** A change this near may have to do with a line. */
  private static final int NEAR_LINES = 3;

  private final Map<String, FileChange> files;

  LinesSince(UnifiedDiff since) {
    this.files = ChangedFiles.byPath(since);
  }

  /**
   * Whether a line of the new file, or one near it, was changed.
   *
   * @param line from 1; 0 asks for the file as a whole, and is always yes
   */
  boolean touched(String path, int line) {
    var file = files.get(path);
    if (line == 0) {
      return true;
    }
    if (file == null) {
      return false;
    }
    return wholly(file) || near(file, line, true);
  }

  /** The number that a line of the old file has now; empty if it, or one near it, was changed. */
  OptionalInt now(String path, int line) {
    var file = files.get(path);
    if (file == null || line == 0) {
      return OptionalInt.of(line);
    }
    if (wholly(file) || near(file, line, false)) {
      return OptionalInt.empty();
    }
    int moved = 0;
    for (Hunk hunk : file.hunks()) {
      for (DiffLine each : hunk.lines()) {
        switch (each.kind()) {
          case CONTEXT -> {
            if (each.oldLine() >= line) {
              return OptionalInt.of(line + moved);
            }
          }
          case ADDED -> moved++;
          case REMOVED -> moved--;
        }
      }
      if (lastOld(hunk) >= line) {
        break;
      }
    }
    return OptionalInt.of(line + moved);
  }

  private static int lastOld(Hunk hunk) {
    return hunk.lines().stream().mapToInt(DiffLine::oldLine).max().orElse(0);
  }

  private static boolean wholly(FileChange file) {
    return file.kind() != FileChange.Kind.MODIFIED || file.binary();
  }

  /**
   * Whether anything changed within a few lines.
   *
   * @param inNew which numbers the line is counted in
   */
  private static boolean near(FileChange file, int line, boolean inNew) {
    for (Hunk hunk : file.hunks()) {
      int at = inNew ? hunk.newStart() : hunk.oldStart();
      for (DiffLine each : hunk.lines()) {
        int number = inNew ? each.newLine() : each.oldLine();
        at = number > 0 ? number : at;
        if (each.kind() != DiffLine.Kind.CONTEXT && Math.abs(at - line) <= NEAR_LINES) {
          return true;
        }
      }
    }
    return false;
  }
}
