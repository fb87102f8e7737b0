package dev.parley.verification.testreport;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What Gradle prints of tests; without further configuration, only of those that fail. */
final class GradleConsole {

  private static final Pattern TASK = Pattern.compile("^> Task :\\S+.*");
  private static final Pattern TEST =
      Pattern.compile("^([\\w$.]+) > (\\S.*?) (PASSED|FAILED|SKIPPED)$");
  private static final int MAX_MESSAGE_LINES = 4;

  private GradleConsole() {}

  static void read(List<String> lines, TestResults results) {
    if (lines.stream().noneMatch(line -> TASK.matcher(line).matches())) {
      return;
    }
    for (int i = 0; i < lines.size(); i++) {
      var test = TEST.matcher(lines.get(i));
      if (test.matches()) {
        var outcome =
            switch (test.group(3)) {
              case "PASSED" -> TestOutcome.PASSED;
              case "FAILED" -> TestOutcome.FAILED;
              default -> TestOutcome.SKIPPED;
            };
        results.add(test.group(1), test.group(2), outcome, message(lines, i));
      }
    }
  }

  private static String message(List<String> lines, int at) {
    var message = new ArrayList<String>();
    for (int i = at + 1; i < lines.size() && message.size() < MAX_MESSAGE_LINES; i++) {
      String line = lines.get(i);
      if (!line.startsWith("    ") || line.strip().startsWith("at ")) {
        break;
      }
      message.add(line.strip());
    }
    return String.join("\n", message);
  }
}
