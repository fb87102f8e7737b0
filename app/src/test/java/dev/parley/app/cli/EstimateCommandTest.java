package dev.parley.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EstimateCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String TASKS =
      """
      [{"id":"T1","title":"Write unit tests","description":"for the parser"},
       {"id":"T2","title":"Add a page","description":"with a form","dependencies":["T1"]}]
      """;

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void shell() {
    shell = new Shell(folder.resolve("home"), folder);
  }

  @Test
  void estimatesEachTaskAndTheWholePlan() throws IOException {
    write("tasks.json", TASKS);
    write("history.jsonl", String.join("\n", history(1, 60)));

    var typed =
        shell.type("estimate", "--tasks", "tasks.json", "--history", "history.jsonl", "--json");

    assertThat(typed.err()).isEmpty();
    assertThat(typed.exitCode()).isZero();
    var json = JSON.readTree(typed.out());
    assertThat(json.at("/estimates")).hasSize(2);
    var first = json.at("/estimates/0");
    assertThat(first.at("/task").asText()).isEqualTo("T1");
    assertThat(first.at("/type").asText()).isEqualTo("testing");
    assertThat(first.at("/basis").asText()).endsWith("similar tasks");
    assertThat(first.at("/expected_attempts").asDouble()).isGreaterThanOrEqualTo(1);
    assertThat(first.at("/confidence").asDouble()).isBetween(0.1, 1.0);
    assertRises(first.at("/estimated_time"), "_s");
    assertRises(first.at("/estimated_cost"), "_usd");
    assertThat(json.at("/total/estimated_time/mean_s").asDouble())
        .isGreaterThan(first.at("/estimated_time/mean_s").asDouble());
  }

  private static void assertRises(JsonNode range, String unit) {
    assertThat(range.path("p10" + unit).asDouble())
        .isPositive()
        .isLessThanOrEqualTo(range.path("p50" + unit).asDouble());
    assertThat(range.path("p90" + unit).asDouble())
        .isGreaterThanOrEqualTo(range.path("p50" + unit).asDouble());
    assertThat(range.path("mean" + unit).asDouble()).isPositive();
  }

  @Test
  void estimatesWithoutAnyFinishedTaskAndSaysSo() throws IOException {
    write("tasks.json", TASKS);

    var typed = shell.type("estimate", "--tasks", "tasks.json");

    assertThat(typed.exitCode()).isZero();
    assertThat(typed.lines()).hasSize(3);
    assertThat(typed.lines().getFirst())
        .startsWith("T1 Write unit tests (testing, complexity 0.0): ")
        .endsWith("low confidence: no finished task yet");
    assertThat(typed.lines().getLast()).startsWith("all 2: ");
  }

  @Test
  void predictsEachRowFromTheEarlierOnesAlone() throws IOException {
    var rows = history(2, 40);
    write("a.jsonl", String.join("\n", rows));
    rows.set(30, "{\"duration_s\":999999,\"cost_usd\":777,\"other\":{\"x\":[1]}}");
    write("b.jsonl", String.join("\r\n", rows) + "\n\n");

    var one = shell.type("estimate", "--backtest", "a.jsonl", "--json").lines();
    var other = shell.type("estimate", "--backtest", "b.jsonl", "--json").lines();

    assertThat(one).hasSize(40);
    assertThat(other).hasSize(40);
    assertThat(other.subList(0, 30)).isEqualTo(one.subList(0, 30));
    assertThat(other.get(31)).isNotEqualTo(one.get(31));
    var last = JSON.readTree(one.getLast());
    assertThat(last.at("/index").asInt()).isEqualTo(39);
    var names = new ArrayList<String>();
    last.fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .containsExactly(
            "index", "p50_s", "mean_s", "p10_s", "p90_s", "cost_p50", "cost_p10", "cost_p90");
  }

  @Test
  void saysNothingOfCostWhereNoRowHasOne() throws IOException {
    var row =
        """
        {"id":"T%d","title":"Add a page","agent":"a","model":"m","duration_s":%d,"outcome":"merged"}
        """;
    write("history.jsonl", row.formatted(1, 60) + row.formatted(2, 90) + row.formatted(3, 80));

    var typed = shell.type("estimate", "--backtest", "history.jsonl");

    assertThat(typed.exitCode()).as(typed.err()).isZero();
    assertThat(typed.out()).containsPattern("rows scored +2 +0\\n");
    assertThat(typed.out()).containsPattern("median absolute error +[0-9.]+ +-\\n");
  }

  @Test
  void comparesWithTheRunningMedianForPeople() throws IOException {
    write("history.jsonl", String.join("\n", history(3, 50)));

    var typed = shell.type("estimate", "--backtest", "history.jsonl");

    assertThat(typed.exitCode()).isZero();
    assertThat(typed.out())
        .contains("50 rows, each predicted from those before it")
        .containsPattern("rows scored +49 +49")
        .containsPattern("mean absolute error +\\d\\.\\d{3} +\\d\\.\\d{3}")
        .containsPattern("share inside \\(0.8 promised\\) +\\d\\.\\d{3}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"title\":\"x\"} | h.jsonl:2:1: \"duration_s\" is missing",
        "{\"duration_s\":-1} | h.jsonl:2:15: \"duration_s\" is out of range",
        "{\"duration_s\":\"9\"} | h.jsonl:2:15: \"duration_s\" must be a number, not a text",
        "{\"duration_s\":9,\"outcome\":\"fine\"} | h.jsonl:2:17: \"outcome\" is neither",
        "{\"duration_s\":9,\"started_at\":\"now\"} | h.jsonl:2:17: \"started_at\" is not a time",
        "{\"duration_s\":9,\"title\":3} | h.jsonl:2:25: \"title\" must be a text",
        "{\"duration_s\":9,\"censored\":3} | h.jsonl:2:28: \"censored\" must be true or false",
        "{\"duration_s\":NaN} | h.jsonl:2:18: not JSON: NaN is no value of JSON",
        "{\"duration_s\":-Infinity} | h.jsonl:2:",
        "[1] | h.jsonl:2:1: a row must be an object",
        "{\"duration_s\" | h.jsonl:2:",
        "{\"duration_s\":9}{} | h.jsonl:2:",
      })
  void aRowThatIsNoneIsRefusedWithThePlace(String row, String message) throws IOException {
    write("h.jsonl", "{\"duration_s\":5}\n" + row + "\n{\"duration_s\":6}\n");

    var typed = shell.type("estimate", "--backtest", "h.jsonl", "--json");

    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err()).contains(message.strip()).doesNotContain("JsonReadFeature", "ALLOW_");
    assertThat(typed.out()).isEmpty();
  }

  @Test
  void aTaskNeedsNoDescriptionAndMeansAreCalledMeans() throws IOException {
    write("tasks.json", "[{\"id\": \"T1\", \"title\": \"Add a page\"}]");

    var typed = shell.type("estimate", "--tasks", "tasks.json");

    assertThat(typed.exitCode()).as(typed.err()).isZero();
    assertThat(typed.out()).containsPattern("s on average \\(80%: .* on average \\(80%: \\$");
  }

  @Test
  void typesThatAreNotKnownAreToldOf() throws IOException {
    var rows = new StringBuilder();
    for (var type : List.of("magic", "testing", "feature", "fix", "chore", "docs")) {
      rows.append("{\"title\":\"Add a test\",\"duration_s\":9,\"type\":\"%s\"}\n".formatted(type));
    }
    write("h.jsonl", rows.toString());

    var typed = shell.type("estimate", "--backtest", "h.jsonl", "--json");

    assertThat(typed.exitCode()).isZero();
    assertThat(typed.err().lines())
        .hasSize(4)
        .first()
        .asString()
        .startsWith("warning: h.jsonl:1: \"type\" is none of")
        .endsWith("it is testing");
    assertThat(typed.err()).contains("h.jsonl:3: ", "h.jsonl:4: ", "2 more rows");
  }

  @Test
  void aLineThatIsNoTextIsNamed() throws IOException {
    var row = "{\"duration_s\":9}\n".getBytes(UTF_8);
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(row);
    bytes.writeBytes(row);
    bytes.write(0xff);
    bytes.writeBytes(row);
    Files.write(folder.resolve("h.jsonl"), bytes.toByteArray());

    var typed = shell.type("estimate", "--backtest", "h.jsonl");

    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err()).contains("cannot read h.jsonl: line 3 is not text in UTF-8");
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void garbledRowsAreReadOrRefusedWithALine(long seed) throws IOException {
    var random = new Random(seed);
    for (int i = 0; i < 25; i++) {
      var text = new StringBuilder(String.join("\n", history(seed, 5)));
      for (int cut = 0; cut < 3; cut++) {
        text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(1, 0x250));
      }
      write("h.jsonl", text.toString());

      var typed = shell.type("estimate", "--backtest", "h.jsonl", "--json");

      assertThat(typed.exitCode()).isIn(0, 2);
      if (typed.exitCode() == 2) {
        assertThat(typed.err()).containsPattern("h\\.jsonl:\\d+:\\d+: ");
      }
    }
  }

  @Test
  void needsToKnowWhat() {
    assertThat(shell.type("estimate").exitCode()).isEqualTo(2);
    assertThat(shell.type("estimate", "--tasks", "a", "--backtest", "b").exitCode()).isEqualTo(2);
    assertThat(shell.type("estimate", "--backtest", "b", "--agent", "x").exitCode()).isEqualTo(2);
    assertThat(shell.type("estimate", "--backtest", "none.jsonl").err()).contains("none.jsonl");
  }

  private static List<String> history(long seed, int rows) {
    var random = new Random(seed);
    var lines = new ArrayList<String>();
    for (int i = 0; i < rows; i++) {
      double seconds = Math.exp(5 + random.nextGaussian());
      lines.add(
          """
          {"id":"a/%d","title":"Add page %d","agent":"builtin","model":"m","repo":"shop",\
          "started_at":"2026-03-01T09:30:00Z","duration_s":%s,"attempts":1,"cost_usd":%s,\
          "outcome":"%s","llm_calls":3}\
          """
              .formatted(i, i % 7, seconds, seconds / 1_000, i % 5 == 0 ? "failed" : "merged"));
    }
    return lines;
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
