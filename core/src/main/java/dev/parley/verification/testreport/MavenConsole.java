package dev.parley.verification.testreport;

import java.util.List;
import java.util.regex.Pattern;

/** What Surefire and Failsafe print of tests that fail; those that pass have no names there. */
final class MavenConsole {

  private static final Pattern TOTALS =
      Pattern.compile("^(?:\\[\\w+\\] )?Tests run: \\d+, Failures: \\d+, Errors: \\d+, .*");

  /** Version 3. */
  private static final Pattern FAILURE =
      Pattern.compile(
          "^\\[ERROR\\] ([\\w$.]+)\\.([^.]+?)(?<! ) +-- Time elapsed: [0-9.,]+ s <<< (?:FAILURE|ERROR)!$");

  /** A class that failed before or after its tests. */
  private static final Pattern CLASS_FAILURE =
      Pattern.compile(
          "^\\[ERROR\\] ([\\w$]+(?:\\.[\\w$]+)+) +-- Time elapsed: [0-9.,]+ s <<< (?:FAILURE|ERROR)!$");

  /** Version 2. */
  private static final Pattern OLD_FAILURE =
      Pattern.compile(
          "^(?:\\[ERROR\\] )?(\\S.*?)\\(([\\w$.]+)\\) +Time elapsed: [0-9.,]+ s(?:ec)? +<<<"
              + " (?:FAILURE|ERROR)!$");

  private MavenConsole() {}

  static void read(List<String> lines, TestResults results) {
    if (lines.stream().noneMatch(line -> TOTALS.matcher(line).matches())) {
      return;
    }
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).stripTrailing();
      if (!line.contains("<<<")) {
        continue;
      }
      String why = i + 1 < lines.size() ? lines.get(i + 1) : "";
      var failure = FAILURE.matcher(line);
      var older = OLD_FAILURE.matcher(line);
      var whole = CLASS_FAILURE.matcher(line);
      if (failure.matches()) {
        results.add(failure.group(1), failure.group(2), TestOutcome.FAILED, why);
      } else if (older.matches()) {
        results.add(older.group(2), older.group(1), TestOutcome.FAILED, why);
      } else if (whole.matches()) {
        results.add("", whole.group(1), TestOutcome.FAILED, why);
      }
    }
  }
}
