package dev.parley.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What Prometheus would scrape, read as strictly as it reads. */
class PrometheusTest extends WholeRuns {

  @Test
  void figuresOfRunsAreThoseOfTheLedger() throws IOException {
    var run = runOf(run(2));

    var page = PrometheusPage.parse(shell.type("analytics", "--prometheus").out());

    assertThat(page.value("parley_tasks_total{status=merged}")).isEqualByComparingTo("2");
    assertThat(page.value("parley_runs_total{}")).isEqualByComparingTo("1");
    assertThat(page.value("parley_cost_usd_total{}")).isEqualByComparingTo(costOf(run));
    assertThat(page.value("parley_model_calls_total{}").intValue())
        .isEqualTo(server.requests().size());
    assertThat(page.samples().keySet()).noneMatch(sample -> sample.contains(run));
  }

  @Test
  void anEmptyStoreIsAPageToo() {
    var page = PrometheusPage.parse(shell.type("analytics", "--prometheus").out());

    assertThat(page.value("parley_tasks_total{status=merged}")).isEqualByComparingTo("0");
  }

  @Test
  void labelsAreFewAndEscapedWhateverNamesThereAre() throws IOException {
    var file = folder.resolve("history.jsonl");
    Files.writeString(
        file,
        IntStream.range(0, 200)
            .mapToObj(i ->
                """
                {"id": "t%1$d", "title": "t", "type": "testing", "agent": "a", "attempts": 1,\
                 "model": "m\\"%1$d\\\\x", "duration_s": 5, "outcome": "merged",\
                 "started_at": "2026-08-01T00:00:00Z"}\
                """
                    .formatted(i))
            .collect(Collectors.joining("\n")));

    var typed = shell.type("analytics", "--history", file.toString(), "--prometheus");

    assertThat(typed.exitCode()).as(typed.err()).isZero();
    var page = PrometheusPage.parse(typed.out());
    var models =
        page.samples().keySet().stream()
            .filter(sample -> sample.startsWith("parley_model_cost_usd_total{"))
            .toList();
    assertThat(models).hasSize(51).anyMatch(sample -> sample.contains("m\"0\\x"));
    assertThat(page.value("parley_model_tasks_total{model=other,status=merged}"))
        .isEqualByComparingTo("150");
  }

  @Test
  void oneFormatAtATime() {
    assertThat(shell.type("analytics", "--json", "--prometheus").exitCode()).isEqualTo(2);
  }

  private BigDecimal costOf(String run) {
    var environment = shell.environment();
    try (var store =
        dev.parley.app.run.StoreAccess.open(
            dev.parley.app.files.Places.of(environment), environment)) {
      var spend = store.ledger().spendOf(new dev.parley.model.RunId(run));
      return spend.settled().plus(spend.reserved()).usd();
    }
  }
}
