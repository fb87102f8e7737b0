package dev.parley.review;

import java.util.HashMap;
import java.util.Map;

/** The new files as far as a diff shows them. Pure. */
final class ShownText {

  /** Beyond this a file's numbering is not followed: it could be made up. */
  private static final int LINES_MAX = 1_000_000;

  private ShownText() {}

  /** Text of each file, by path; empty lines stand for those that are not shown. */
  static Map<String, String> of(UnifiedDiff diff) {
    var texts = new HashMap<String, String>();
    for (FileChange file : diff.files()) {
      if (file.exists() && !file.binary() && !file.submodule() && !file.hunks().isEmpty()) {
        texts.put(file.path(), of(file));
      }
    }
    return texts;
  }

  private static String of(FileChange file) {
    var text = new StringBuilder();
    int next = 1;
    for (Hunk hunk : file.hunks()) {
      for (DiffLine line : hunk.lines()) {
        if (line.newLine() < next || line.newLine() > LINES_MAX) {
          continue;
        }
        text.append("\n".repeat(line.newLine() - next)).append(line.text()).append('\n');
        next = line.newLine() + 1;
      }
    }
    return text.toString();
  }
}
