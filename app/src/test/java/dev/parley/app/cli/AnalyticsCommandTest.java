package dev.parley.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** Figures and insights of real runs, by command line. */
class AnalyticsCommandTest extends WholeRuns {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void addsUpWhatRunsDidToTheLastMicroDollar() throws IOException {
    var good = run(2);
    broken.set(true);
    var _ = shell.type("limits", "set", "max_attempts_per_task=2");
    var bad = run(1);
    assertThat(good.exitCode()).as(good.err()).isZero();
    assertThat(bad.exitCode()).as(bad.err()).isEqualTo(1);

    var all = json("analytics", "--json");

    assertThat(all.path("total_tasks").asInt()).isEqualTo(3);
    assertThat(all.path("completed_tasks").asInt()).isEqualTo(2);
    assertThat(all.path("failed_tasks").asInt()).isEqualTo(1);
    assertThat(all.path("success_rate").asDouble()).isBetween(0.66, 0.67);
    assertThat(all.path("average_attempts").asDouble()).isBetween(1.3, 1.4);
    assertThat(all.path("average_execution_time").asDouble()).isPositive();
    assertThat(all.path("common_failures").path("rejected_by_verification").asInt()).isEqualTo(2);
    assertThat(all.path("task_type_success_rates").size()).isEqualTo(1);
    assertThat(all.path("runs").asInt()).isEqualTo(2);
    assertThat(usd(all)).isEqualByComparingTo(usd(of(good)).add(usd(of(bad))));
    assertThat(all.path("attempts").path(0).path("merged").asInt()).isEqualTo(2);
    assertThat(all.path("stage_times").path("code").asDouble()).isPositive();
  }

  @Test
  void namesTheSameFailureOfTwoRunsOnce() throws IOException {
    broken.set(true);
    var _ = shell.type("limits", "set", "max_attempts_per_task=1");
    var first = run(1);
    var second = run(1);
    assertThat(first.exitCode()).isEqualTo(1);
    assertThat(second.exitCode()).isEqualTo(1);

    var failures = json("analytics", "--json").path("failures");

    assertThat(failures.size()).as(failures.toPrettyString()).isEqualTo(1);
    assertThat(failures.path(0).path("attempts").asInt()).isEqualTo(2);
    assertThat(failures.path(0).path("tasks").size()).isEqualTo(2);
    assertThat(failures.path(0).path("command").asText()).contains("test.sh");
    assertThat(shell.type("analytics").out()).contains("failure", "exited with 1");
  }

  @Test
  void showsOneRunAloneAndTextForPeople() throws IOException {
    var good = run(1);

    var shown = shell.type("analytics", "--run", runOf(good));

    assertThat(shown.exitCode()).isZero();
    assertThat(shown.out())
        .contains("1 in 1 runs: 1 merged, 0 failed", "first attempt  100%", "builtin", "creation");
  }

  @Test
  void saysNothingOfAFewTasksInWhichNothingIsWrong() throws IOException {
    assertThat(run(1).exitCode()).isZero();

    assertThat(shell.type("insights").err()).contains("nothing stands out");
    assertThat(shell.type("insights", "--json").out().strip()).isEqualTo("[ ]");
  }

  private JsonNode of(Shell.Typed run) throws IOException {
    return json("analytics", "--json", "--run", runOf(run));
  }

  private static BigDecimal usd(JsonNode analytics) {
    return analytics.path("spent").path("usd").decimalValue();
  }

  private JsonNode json(String... arguments) throws IOException {
    var typed = shell.type(arguments);
    assertThat(typed.exitCode()).as(typed.err()).isZero();
    return JSON.readTree(typed.out());
  }
}
