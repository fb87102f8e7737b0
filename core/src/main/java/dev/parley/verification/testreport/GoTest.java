package dev.parley.verification.testreport;

import dev.parley.llm.JsonCodec;
import dev.parley.llm.MalformedAnswerException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What {@code go test} prints, as text (with or without {@code -v}) or as {@code -json}. */
final class GoTest {

  private static final Pattern POINT =
      Pattern.compile("^ *--- (PASS|FAIL|SKIP): (\\S.*?) \\([0-9.]+s\\)$");
  private static final Pattern PACKAGE = Pattern.compile("^(ok  |FAIL)\t(\\S+)(?:\\s.*)?$");
  private static final int MAX_MESSAGE_LINES = 12;
  private static final int MAX_JSON_LINES = 200_000;

  private record Point(String word, String name, String message) {}

  private GoTest() {}

  static void read(List<String> lines, TestResults results) {
    var points = new ArrayList<Point>();
    for (int i = 0; i < lines.size(); i++) {
      var point = POINT.matcher(lines.get(i));
      if (point.matches()) {
        points.add(new Point(point.group(1), point.group(2), message(lines, i)));
        continue;
      }
      var ended = PACKAGE.matcher(lines.get(i));
      if (ended.matches()) {
        String path = ended.group(2);
        points.forEach(told -> results.add(path, told.name, outcome(told.word), told.message));
        boolean unexplained = points.stream().noneMatch(told -> told.word.equals("FAIL"));
        if (ended.group(1).equals("FAIL") && unexplained) {
          results.add("", path, TestOutcome.FAILED, lines.get(i));
        } else if (points.isEmpty() && ended.group(1).startsWith("ok")) {
          results.add("", path, TestOutcome.PASSED, "");
        }
        points.clear();
      }
    }
  }

  private static TestOutcome outcome(String word) {
    return switch (word) {
      case "PASS", "pass" -> TestOutcome.PASSED;
      case "FAIL", "fail" -> TestOutcome.FAILED;
      default -> TestOutcome.SKIPPED;
    };
  }

  private static String message(List<String> lines, int at) {
    var message = new ArrayList<String>();
    for (int i = at + 1; i < lines.size() && message.size() < MAX_MESSAGE_LINES; i++) {
      String line = lines.get(i);
      if (!line.startsWith("    ") || POINT.matcher(line).matches()) {
        break;
      }
      message.add(line.strip());
    }
    return String.join("\n", message);
  }

  /** One event a line, see {@code go doc test2json}. */
  static void readJson(String output, JsonCodec json, TestResults results) {
    if (!output.contains("\"Action\":")) {
      return;
    }
    var printed = new HashMap<String, StringBuilder>();
    var explained = new HashMap<String, Boolean>();
    output
        .lines()
        .filter(line -> line.startsWith("{") && line.contains("\"Action\":"))
        .limit(MAX_JSON_LINES)
        .forEach(line -> {
          try {
            event(json.parse(line).fields(), printed, explained, results);
          } catch (MalformedAnswerException e) {
            // A line of the program under test that only looks like an event.
          }
        });
  }

  private static void event(
      Map<String, ?> event,
      Map<String, StringBuilder> printed,
      Map<String, Boolean> explained,
      TestResults results) {
    String path = text(event, "Package");
    String test = text(event, "Test");
    String key = path + " " + test;
    String action = text(event, "Action");
    switch (action) {
      case "output" -> {
        var said = printed.computeIfAbsent(key, _ -> new StringBuilder());
        String line = text(event, "Output");
        boolean framing = line.startsWith("=== ") || line.strip().startsWith("--- ");
        if (!framing && said.length() < 2_000) {
          said.append(line.strip()).append('\n');
        }
      }
      case "pass", "fail", "skip" -> {
        var said = printed.remove(key);
        boolean failed = action.equals("fail");
        String why = failed && said != null ? said.toString() : "";
        if (!test.isEmpty()) {
          results.add(path, test, outcome(action), why);
          explained.merge(path, failed, Boolean::logicalOr);
        } else if (failed && !explained.getOrDefault(path, false)) {
          results.add("", path, TestOutcome.FAILED, why);
        }
      }
      default -> {}
    }
  }

  private static String text(Map<String, ?> event, String name) {
    return event.get(name) instanceof String text ? text : "";
  }
}
