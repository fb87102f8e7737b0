package dev.parley.verification.testreport;

import dev.parley.llm.JsonCodec;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds test results in what a check printed or wrote. Each reader knows its runner by marks that
 * others do not print; a check that runs several runners is read by several.
 */
public final class TestOutput {

  private static final int MAX_LINES = 200_000;

  /** No pattern ever looks at more. */
  private static final int MAX_LINE_CHARS = 2_000;

  private TestOutput() {}

  /** What a check printed, without escape sequences; nothing found is an empty collection. */
  public static TestResults printed(String output, JsonCodec json) {
    var results = new TestResults();
    var lines = lines(output);
    GoTest.readJson(output, json, results);
    if (results.isEmpty()) {
      GoTest.read(lines, results);
    }
    JestJson.read(output, json, results);
    Tap.read(lines, results);
    NodeSpec.read(lines, results);
    JestText.read(lines, results);
    Pytest.read(lines, results);
    PythonUnittest.read(lines, results);
    CargoTest.read(lines, results);
    MavenConsole.read(lines, results);
    GradleConsole.read(lines, results);
    return results;
  }

  /** What stands in report files in JUnit's XML. */
  public static TestResults written(List<String> documents) {
    var results = new TestResults();
    documents.forEach(document -> JunitXml.read(document, results));
    return results;
  }

  static List<String> lines(String output) {
    var lines = new ArrayList<String>();
    int start = 0;
    while (start < output.length() && lines.size() < MAX_LINES) {
      int end = output.indexOf('\n', start);
      int stop = end < 0 ? output.length() : end;
      lines.add(output.substring(start, Math.min(stop, start + MAX_LINE_CHARS)));
      start = stop + 1;
    }
    return lines;
  }
}
