package dev.parley.verification.testreport;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** pytest's text: the short summary, and the lines of {@code -v}. */
final class Pytest {

  private static final Pattern SUMMARY =
      Pattern.compile("^(FAILED|ERROR|PASSED|SKIPPED|XFAIL|XPASS) (\\S.*?)(?: - (.*))?$");
  private static final Pattern VERBOSE =
      Pattern.compile(
          "^([^\\s:]+\\.py::.*?) (PASSED|FAILED|ERROR|SKIPPED|XFAIL|XPASS)\\b(?: \\(.*\\))?"
              + "(?: +\\[ *\\d+%\\])?$");
  private static final Pattern TOTALS =
      Pattern.compile(
          "^=* ?(?:\\d+ (?:failed|passed|skipped|errors?|deselected|xfailed|xpassed|warnings?)"
              + ",? ?)+in [0-9.]+s.*");
  private static final String SHORT_SUMMARY = " short test summary info ";

  private Pytest() {}

  static void read(List<String> lines, TestResults results) {
    if (lines.stream().noneMatch(line -> TOTALS.matcher(line).matches())) {
      return;
    }
    boolean inSummary = false;
    for (var line : lines) {
      inSummary = inSummary ? !line.startsWith("====") : line.contains(SHORT_SUMMARY);
      var verbose = VERBOSE.matcher(line);
      if (verbose.matches()) {
        add(verbose.group(1), verbose.group(2), "", results);
      } else if (inSummary) {
        summary(SUMMARY.matcher(line), results);
      }
    }
  }

  private static void summary(Matcher line, TestResults results) {
    // "SKIPPED [1] test_a.py:7: later" names no test.
    if (line.matches() && !line.group(2).startsWith("[")) {
      String why = line.group(3) == null ? "" : line.group(3);
      add(line.group(2), line.group(1), why, results);
    }
  }

  private static void add(String node, String word, String why, TestResults results) {
    var outcome =
        switch (word) {
          case "FAILED", "ERROR" -> TestOutcome.FAILED;
          case "PASSED", "XPASS" -> TestOutcome.PASSED;
          default -> TestOutcome.SKIPPED;
        };
    int colons = node.indexOf("::");
    if (colons < 0) {
      results.add("", node, outcome, why);
    } else {
      results.add(node.substring(0, colons), node.substring(colons + 2), outcome, why);
    }
  }
}
