package dev.parley.verification.testreport;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What Jest and Vitest print for people. */
final class JestText {

  private static final Pattern JEST_TOTALS = Pattern.compile("^Test Suites: .*\\d+ total$");
  private static final Pattern VITEST_TOTALS = Pattern.compile("^ *Test Files +.*\\(\\d+\\)$");
  private static final Pattern FILE =
      Pattern.compile("^(PASS|FAIL) (\\S+)(?: \\([0-9.]+ m?s\\))?$");
  private static final Pattern FAILURE = Pattern.compile("^  ● (.+)$");
  private static final Pattern POINT =
      Pattern.compile("^( +)([✓✕○✎]) (?:skipped |todo )?(.+?)(?: \\([0-9.]+ m?s\\))?$");
  private static final Pattern GROUP = Pattern.compile("^( +)(\\S.*)$");
  private static final Pattern VITEST_FAILURE =
      Pattern.compile("^ *FAIL +(?:\\|\\S+\\| +)?(\\S+\\.[a-z]+)(?: \\[ .* \\])?(?: > (.+))?$");
  private static final Pattern VITEST_POINT =
      Pattern.compile(
          "^ *([✓✔×↓]) (?:\\|\\S+\\| +)?(\\S+\\.[a-z]+) > (.+?)(?:(?<! ) +[0-9.]+m?s)?$");
  private static final int MAX_MESSAGE_LINES = 12;
  private static final int INDENT = 2;

  private JestText() {}

  static void read(List<String> lines, TestResults results) {
    if (lines.stream().anyMatch(line -> JEST_TOTALS.matcher(line).matches())) {
      jest(lines, results);
    }
    if (lines.stream().anyMatch(line -> VITEST_TOTALS.matcher(line).matches())) {
      vitest(lines, results);
    }
  }

  private static void jest(List<String> lines, TestResults results) {
    String file = "";
    boolean failed = false;
    var groups = new ArrayList<String>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      var head = FILE.matcher(line);
      var failure = FAILURE.matcher(line);
      var point = POINT.matcher(line);
      if (head.matches()) {
        file = head.group(2);
        failed = head.group(1).equals("FAIL");
        groups.clear();
      } else if (failure.matches()) {
        if (failed && !failure.group(1).equals("Console")) {
          String name = failure.group(1).replace(" › ", " > ").strip();
          results.add(file, name, TestOutcome.FAILED, message(lines, i));
        }
      } else if (point.matches()) {
        trim(groups, point.group(1).length() / INDENT - 1);
        point(file, groups, point.group(2), point.group(3), results);
      } else {
        group(line, groups);
      }
    }
  }

  /** Only what may stand above tests: a line that is indented one step more than the last. */
  private static void group(String line, List<String> groups) {
    var group = GROUP.matcher(line);
    if (!group.matches()) {
      groups.clear();
    } else {
      int depth = group.group(1).length() / INDENT - 1;
      if (depth >= 0 && depth <= groups.size() && depth < 20) {
        trim(groups, depth);
        groups.add(group.group(2));
      }
    }
  }

  private static void trim(List<String> groups, int depth) {
    while (groups.size() > Math.max(0, depth)) {
      groups.removeLast();
    }
  }

  private static void point(
      String file, List<String> groups, String mark, String name, TestResults results) {
    var outcome =
        switch (mark) {
          case "✓" -> TestOutcome.PASSED;
          case "✕" -> TestOutcome.FAILED;
          default -> TestOutcome.SKIPPED;
        };
    var path = new ArrayList<>(groups);
    path.add(name);
    results.add(file, String.join(" > ", path), outcome, "");
  }

  private static void vitest(List<String> lines, TestResults results) {
    for (int i = 0; i < lines.size(); i++) {
      var failure = VITEST_FAILURE.matcher(lines.get(i));
      var point = VITEST_POINT.matcher(lines.get(i));
      if (failure.matches()) {
        String test = failure.group(2);
        String suite = test == null ? "" : failure.group(1);
        String name = test == null ? failure.group(1) : test;
        results.add(suite, name, TestOutcome.FAILED, message(lines, i));
      } else if (point.matches()) {
        var outcome =
            switch (point.group(1)) {
              case "×" -> TestOutcome.FAILED;
              case "↓" -> TestOutcome.SKIPPED;
              default -> TestOutcome.PASSED;
            };
        results.add(point.group(2), point.group(3), outcome, "");
      }
    }
  }

  private static String message(List<String> lines, int at) {
    var message = new ArrayList<String>();
    for (int i = at + 1; i < lines.size() && message.size() < MAX_MESSAGE_LINES; i++) {
      String line = lines.get(i).strip();
      boolean next =
          FAILURE.matcher(lines.get(i)).matches()
              || FILE.matcher(lines.get(i)).matches()
              || VITEST_FAILURE.matcher(lines.get(i)).matches();
      if (next || line.startsWith("at ") || line.startsWith("❯ ") || line.startsWith("⎯")) {
        break;
      }
      if (!line.isEmpty()) {
        message.add(line);
      }
    }
    return String.join("\n", message);
  }
}
