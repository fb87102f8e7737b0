package dev.parley.verification.testreport;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;

/** What {@code node --test} prints for people, its default on Node 20 and later. */
final class NodeSpec {

  private static final Pattern LINE =
      Pattern.compile("^( *)([✔✖▶﹣⚠]) (.*?)(?: \\([0-9.]+ms\\))?( # (?:SKIP|TODO)\\b.*)?$");
  private static final Pattern SUMMARY = Pattern.compile("^ℹ (?:tests|pass|fail) \\d+$");
  private static final int INDENT = 2;
  private static final int MAX_MESSAGE_LINES = 8;

  private NodeSpec() {}

  static void read(List<String> lines, TestResults results) {
    if (lines.stream().noneMatch(line -> SUMMARY.matcher(line).matches())) {
      return;
    }
    var suites = new ArrayList<String>();
    var openSuites = new HashMap<String, Integer>();
    int failures = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("✖ failing tests:")) {
        break;
      }
      var line = LINE.matcher(lines.get(i));
      if (!line.matches()) {
        continue;
      }
      int depth = line.group(1).length() / INDENT;
      while (suites.size() > depth && !suites.isEmpty()) {
        suites.removeLast();
      }
      String name = line.group(3).strip();
      boolean failed = line.group(2).equals("✖");
      // A suite is told of again where it ends; it is a test only if it failed by itself.
      var failuresBefore = openSuites.remove(path(suites, name));
      if (failuresBefore == null && line.group(2).equals("▶")) {
        openSuites.put(path(suites, name), failures);
        suites.add(name);
      } else if (failuresBefore == null || (failed && failures == failuresBefore)) {
        failures += failed ? 1 : 0;
        boolean skipped = line.group(4) != null || line.group(2).equals("﹣");
        var outcome =
            skipped ? TestOutcome.SKIPPED : failed ? TestOutcome.FAILED : TestOutcome.PASSED;
        results.add(
            String.join(" > ", suites),
            name,
            outcome,
            outcome == TestOutcome.FAILED ? message(lines, i) : "");
      }
    }
  }

  private static String path(List<String> suites, String name) {
    return String.join(" > ", suites) + " > " + name;
  }

  private static String message(List<String> lines, int at) {
    var message = new ArrayList<String>();
    for (int i = at + 1; i < lines.size() && message.size() < MAX_MESSAGE_LINES; i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("at ") || LINE.matcher(lines.get(i)).matches()) {
        break;
      }
      message.add(line);
    }
    return String.join("\n", message);
  }
}
