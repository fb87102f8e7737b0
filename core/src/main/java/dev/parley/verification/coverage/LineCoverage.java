package dev.parley.verification.coverage;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Executable lines by file, and whether any test ran them. Used by one thread. */
final class LineCoverage {

  private static final int MAX_FILES = 50_000;
  private static final int MAX_LINES = 5_000_000;

  private final Map<String, Map<Integer, Boolean>> files = new LinkedHashMap<>();
  private int lines;

  /** What several reports say of one line adds up: it is covered if one of them says so. */
  void add(String file, int line, boolean covered) {
    if (line < 1 || lines >= MAX_LINES || (files.size() >= MAX_FILES && !files.containsKey(file))) {
      return;
    }
    lines++;
    files.computeIfAbsent(file, _ -> new TreeMap<>()).merge(line, covered, Boolean::logicalOr);
  }

  Map<String, Map<Integer, Boolean>> files() {
    return files;
  }

  /** -1 for what is no number. */
  static int number(String digits) {
    boolean plain = !digits.isEmpty() && digits.length() <= 9;
    return plain && digits.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Integer.parseInt(digits)
        : -1;
  }

  /** Counts may be longer than any number. */
  static boolean positive(String count) {
    return count.chars().anyMatch(c -> c >= '1' && c <= '9') && !count.startsWith("-");
  }
}
