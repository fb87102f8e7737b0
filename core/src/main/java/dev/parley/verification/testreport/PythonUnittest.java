package dev.parley.verification.testreport;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What {@code python -m unittest} prints, with or without {@code -v}. */
final class PythonUnittest {

  private static final Pattern RAN = Pattern.compile("^Ran \\d+ tests? in [0-9.]+s$");
  private static final Pattern FAILURE =
      Pattern.compile("^(?:FAIL|ERROR): (\\S+) \\(([^)]+)\\)(.*)$");
  private static final Pattern VERBOSE =
      Pattern.compile("^(\\S+) \\(([^)]+)\\).*? \\.\\.\\. (ok|FAIL|ERROR|skipped\\b.*)$");
  private static final int MAX_TRACE_LINES = 200;

  private PythonUnittest() {}

  static void read(List<String> lines, TestResults results) {
    if (lines.stream().noneMatch(line -> RAN.matcher(line).matches())) {
      return;
    }
    for (int i = 0; i < lines.size(); i++) {
      var verbose = VERBOSE.matcher(lines.get(i));
      var failure = FAILURE.matcher(lines.get(i));
      if (verbose.matches()) {
        var outcome =
            switch (verbose.group(3)) {
              case "ok" -> TestOutcome.PASSED;
              case "FAIL", "ERROR" -> TestOutcome.FAILED;
              default -> TestOutcome.SKIPPED;
            };
        add(verbose.group(1), verbose.group(2), outcome, "", results);
      } else if (failure.matches()) {
        String name = failure.group(1) + failure.group(3);
        add(name, failure.group(2), TestOutcome.FAILED, message(lines, i), results);
      }
    }
  }

  /** Newer versions repeat the name behind the class. */
  private static void add(
      String name, String place, TestOutcome outcome, String why, TestResults results) {
    String plain = name.contains(" ") ? name.substring(0, name.indexOf(' ')) : name;
    String suite =
        place.endsWith("." + plain)
            ? place.substring(0, place.length() - plain.length() - 1)
            : place;
    results.add(suite, name, outcome, why);
  }

  /** The traceback's last lines, which have the error. */
  private static String message(List<String> lines, int at) {
    var message = new ArrayList<String>();
    int end = Math.min(lines.size(), at + MAX_TRACE_LINES);
    for (int i = at + 2; i < end; i++) {
      String line = lines.get(i);
      if (line.startsWith("=====") || line.startsWith("-----")) {
        break;
      }
      if (!line.isBlank() && !line.startsWith(" ") && !line.startsWith("Traceback")) {
        message.add(line);
      }
    }
    return String.join("\n", message);
  }
}
