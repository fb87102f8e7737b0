package dev.parley.verification.coverage;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Numbers of the lines a unified diff adds, by new path. What is no diff has none. */
final class AddedLines {

  private static final Pattern HUNK =
      Pattern.compile("^@@ -\\d{1,9}(?:,(\\d{1,9}))? \\+(\\d{1,9})(?:,(\\d{1,9}))? @@.*");

  private final Map<String, SortedSet<Integer>> added = new HashMap<>();
  private String path = "";
  private int next;
  private int oldLeft;
  private int newLeft;

  private AddedLines() {}

  static Map<String, SortedSet<Integer>> of(String diff) {
    var lines = new AddedLines();
    diff.lines().forEach(lines::read);
    return lines.added;
  }

  private void read(String line) {
    if (oldLeft > 0 || newLeft > 0) {
      content(line);
      return;
    }
    if (line.startsWith("+++ b/")) {
      path = line.substring(6).replaceFirst("\t$", "");
    } else if (line.startsWith("+++ ")) {
      path = "";
    } else {
      var hunk = HUNK.matcher(line);
      if (hunk.matches()) {
        oldLeft = count(hunk.group(1));
        next = Integer.parseInt(hunk.group(2));
        newLeft = count(hunk.group(3));
      }
    }
  }

  private static int count(@org.jspecify.annotations.Nullable String digits) {
    return digits == null ? 1 : Integer.parseInt(digits);
  }

  private void content(String line) {
    char kind = line.isEmpty() ? ' ' : line.charAt(0);
    switch (kind) {
      case '+' -> {
        if (!path.isEmpty()) {
          added.computeIfAbsent(path, _ -> new TreeSet<>()).add(next);
        }
        next++;
        newLeft--;
      }
      case '-' -> oldLeft--;
      case '\\' -> {}
      default -> {
        next++;
        oldLeft--;
        newLeft--;
      }
    }
  }
}
