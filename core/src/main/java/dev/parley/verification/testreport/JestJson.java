package dev.parley.verification.testreport;

import dev.parley.llm.JsonCodec;
import dev.parley.llm.MalformedAnswerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@code jest --json} and {@code vitest --reporter=json} print. */
final class JestJson {

  private static final String MARK = "\"testResults\":";

  private JestJson() {}

  static void read(String output, JsonCodec json, TestResults results) {
    document(output, json)
        .ifPresent(
            document -> objects(document.get("testResults")).forEach(file -> file(file, results)));
  }

  private static Optional<Map<String, ?>> document(String output, JsonCodec json) {
    int mark = output.indexOf(MARK);
    if (mark < 0) {
      return Optional.empty();
    }
    int lineStart = output.lastIndexOf('\n', mark) + 1;
    int lineEnd = output.indexOf('\n', mark);
    var line = parsed(output.substring(lineStart, lineEnd < 0 ? output.length() : lineEnd), json);
    if (line.isPresent()) {
      return line;
    }
    int first = output.indexOf('{');
    int last = output.lastIndexOf('}');
    return first < 0 || last < first
        ? Optional.empty()
        : parsed(output.substring(first, last + 1), json);
  }

  private static Optional<Map<String, ?>> parsed(String text, JsonCodec json) {
    try {
      return Optional.of(json.parse(text).fields());
    } catch (MalformedAnswerException e) {
      return Optional.empty();
    }
  }

  private static void file(Map<?, ?> file, TestResults results) {
    String path = text(file, "name");
    var tests = objects(file.get("assertionResults"));
    tests.forEach(test -> test(path, test, results));
    boolean explained = tests.stream().anyMatch(test -> text(test, "status").equals("failed"));
    if (text(file, "status").equals("failed") && !explained) {
      results.add("", path, TestOutcome.FAILED, text(file, "message"));
    }
  }

  private static void test(String path, Map<?, ?> test, TestResults results) {
    var names = new ArrayList<String>();
    strings(test.get("ancestorTitles")).stream().filter(t -> !t.isBlank()).forEach(names::add);
    names.add(text(test, "title"));
    var outcome =
        switch (text(test, "status")) {
          case "passed" -> TestOutcome.PASSED;
          case "failed" -> TestOutcome.FAILED;
          default -> TestOutcome.SKIPPED;
        };
    String why = String.join("\n", strings(test.get("failureMessages")));
    results.add(path, String.join(" > ", names), outcome, why);
  }

  private static String text(Map<?, ?> object, String name) {
    return object.get(name) instanceof String text ? text : "";
  }

  private static List<Map<?, ?>> objects(@Nullable Object value) {
    var objects = new ArrayList<Map<?, ?>>();
    if (value instanceof List<?> list) {
      for (var item : list) {
        if (item instanceof Map<?, ?> map) {
          objects.add(map);
        }
      }
    }
    return objects;
  }

  private static List<String> strings(@Nullable Object value) {
    return value instanceof List<?> list
        ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }
}
