package dev.parley.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures and insights of a file of finished tasks. */
class HistoryInsightsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private String rows(int number, double success, double usd) {
    var random = new Random(1);
    var rows = new StringBuilder();
    for (int i = 0; i < number; i++) {
      rows.append(
          String.format(
              Locale.ROOT,
              "{\"id\":\"T%d\",\"title\":\"Add a test\",\"description\":\"d\",\"type\":\"testing\","
                  + "\"agent\":\"builtin\",\"model\":\"a/b\",\"repo\":\"r\",\"duration_s\":%.1f,"
                  + "\"attempts\":1,\"cost_usd\":%.4f,\"outcome\":\"%s\"}%n",
              i,
              60 + 60 * random.nextDouble(),
              usd * (0.5 + random.nextDouble()),
              random.nextDouble() < success ? "merged" : "failed"));
    }
    return rows.toString();
  }

  private Shell.Typed type(String history, String... arguments) throws IOException {
    Files.writeString(folder.resolve("history.jsonl"), history);
    return new Shell(folder.resolve("home"), folder).type(arguments);
  }

  @Test
  void addsUpTheRows() throws IOException {
    var typed = type(rows(50, 1, 0.1), "analytics", "--history", "history.jsonl", "--json");

    assertThat(typed.exitCode()).as(typed.err()).isZero();
    var json = JSON.readTree(typed.out());
    assertThat(json.path("total_tasks").asInt()).isEqualTo(50);
    assertThat(json.path("success_rate").asDouble()).isEqualTo(1);
    assertThat(json.path("average_execution_time").asDouble()).isBetween(60.0, 120.0);
    assertThat(json.path("task_type_success_rates").path("testing").asDouble()).isEqualTo(1);
  }

  @Test
  void aHealthyHistoryStandsOutInNothingAndABadEndDoes() throws IOException {
    var healthy = type(rows(100, 0.9, 0.1), "insights", "--history", "history.jsonl", "--json");
    var ill =
        type(
            rows(100, 0.9, 0.1) + rows(25, 0.2, 0.3),
            "insights",
            "--history",
            "history.jsonl",
            "--json");

    assertThat(JSON.readTree(healthy.out())).isEmpty();
    var insights = JSON.readTree(ill.out());
    assertThat(insights.valueStream().map(insight -> insight.path("kind").asText()))
        .contains("success_drop", "cost_rise");
    assertThat(insights.path(0).path("severity").asText()).isEqualTo("high");
    assertThat(insights.path(0).path("evidence").path(0).asText()).isEqualTo("history/row-125");
    assertThat(insights.path(0).path("at_stake").path("usd").asDouble()).isPositive();
    assertThat(insights.path(0).path("at_stake").path("minutes").asDouble()).isPositive();
    assertThat(insights.path(0).path("action").asText()).isNotBlank();
  }

  @Test
  void rowsWithoutAnOutcomeAreLeftOutAndSaidSo() throws IOException {
    var unknown = "{\"title\":\"Add a test\",\"type\":\"testing\",\"duration_s\":9}\n";
    var cutOff = "{\"duration_s\":9,\"type\":\"testing\",\"censored\":true}\n";

    var typed =
        type(
            rows(3, 1, 1) + unknown + unknown + cutOff,
            "analytics",
            "--history",
            "history.jsonl",
            "--json");

    var json = JSON.readTree(typed.out());
    assertThat(json.path("total_tasks").asInt()).isEqualTo(4);
    assertThat(json.path("failed_tasks").asInt()).as("one was cut off").isEqualTo(1);
    assertThat(typed.err())
        .isEqualTo(
            "warning: 2 of 6 rows have no \"outcome\" and are left out, the first in line 4\n");
  }

  @Test
  void whatIsWrongInTheFileIsNamedByLine() throws IOException {
    var typed = type(rows(2, 1, 1) + "{\"title\":3}\n", "insights", "--history", "history.jsonl");

    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err()).contains("history.jsonl:3:");
  }

  @Test
  void aFileIsTakenWhole() throws IOException {
    var typed = type("", "analytics", "--history", "history.jsonl", "--agent", "builtin");

    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err()).contains("--history cannot be combined");
  }
}
