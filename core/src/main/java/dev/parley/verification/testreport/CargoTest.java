package dev.parley.verification.testreport;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What {@code cargo test} prints. The test binaries' names go to the other stream, so that a test
 * is known by its path alone; a path that fails in two binaries is told apart by its number.
 */
final class CargoTest {

  private static final Pattern LINE =
      Pattern.compile("^test (.+?)(?: - should panic)? \\.\\.\\. (ok|FAILED|ignored\\b.*)$");
  private static final Pattern RESULT = Pattern.compile("^test result: (?:ok|FAILED)\\. \\d+ .*");
  private static final Pattern STDOUT = Pattern.compile("^---- (.+) stdout ----$");
  private static final int MAX_MESSAGE_LINES = 12;

  private CargoTest() {}

  static void read(List<String> lines, TestResults results) {
    if (lines.stream().noneMatch(line -> RESULT.matcher(line).matches())) {
      return;
    }
    var messages = messages(lines);
    var failures = new HashMap<String, Integer>();
    for (var text : lines) {
      var line = LINE.matcher(text);
      if (!line.matches()) {
        continue;
      }
      String name = line.group(1);
      switch (line.group(2)) {
        case "ok" -> results.add("", name, TestOutcome.PASSED, "");
        case "FAILED" -> {
          int count = failures.merge(name, 1, Integer::sum);
          String told = count == 1 ? name : name + " (" + count + ")";
          results.add("", told, TestOutcome.FAILED, messages.getOrDefault(name, ""));
        }
        default -> results.add("", name, TestOutcome.SKIPPED, "");
      }
    }
  }

  private static Map<String, String> messages(List<String> lines) {
    var messages = new HashMap<String, String>();
    for (int i = 0; i < lines.size(); i++) {
      var head = STDOUT.matcher(lines.get(i));
      if (head.matches()) {
        var message = new ArrayList<String>();
        for (int j = i + 1; j < lines.size() && message.size() < MAX_MESSAGE_LINES; j++) {
          String line = lines.get(j);
          boolean over = line.startsWith("stack backtrace:") || line.startsWith("note: ");
          if (over || line.startsWith("---- ") || line.equals("failures:")) {
            break;
          }
          // The thread's number differs from run to run.
          message.add(line.replaceFirst("^(thread '.*') \\(\\d+\\) ", "$1 "));
        }
        messages.putIfAbsent(head.group(1), String.join("\n", message).strip());
      }
    }
    return messages;
  }
}
