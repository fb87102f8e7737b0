package dev.parley.review;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A line a change brings in.
 *
 * @param number in the new file
 */
record AddedLine(FileChange file, int number, String text) {

  /**
   * All of a change that were not merely moved: for each removed line, one added line of the same
   * text, up to white space, is not new.
   */
  static Stream<AddedLine> of(UnifiedDiff diff) {
    Map<String, Integer> removed = new HashMap<>();
    diff.files().stream()
        .flatMap(FileChange::removed)
        .forEach(line -> removed.merge(line.text().strip(), 1, Integer::sum));
    return diff.files().stream()
        .flatMap(file ->
            file.added()
                .filter(line -> !moved(removed, line.text().strip()))
                .map(line -> new AddedLine(file, line.newLine(), line.text())));
  }

  private static boolean moved(Map<String, Integer> removed, String text) {
    return removed.computeIfPresent(text, (_, left) -> left == 0 ? null : left - 1) != null;
  }

  /** The file's last extension in lower case, without the dot; empty if it has none. */
  String extension() {
    String path = file.path();
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
