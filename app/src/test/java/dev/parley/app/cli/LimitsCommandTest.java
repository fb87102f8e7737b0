package dev.parley.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits by command line, on whole runs; only the model is scripted. */
class LimitsCommandTest extends WholeRuns {

  private static final Pattern UNTIL =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[.\\d]*Z");

  @Test
  void whatIsSetIsSavedAndShownWithWhoSaysSo() {
    assertThat(shell.type("limits").out())
        .containsPattern("max_usd_per_run +10 +standard")
        .containsPattern("on_trip +finish +standard");

    var set = shell.type("limits", "set", "max_usd_per_run=2.5", "on_trip=cancel");
    assertThat(set.exitCode()).as(set.err()).isZero();
    assertThat(set.out()).contains("saved");

    assertThat(shell.type("limits", "get").out())
        .containsPattern("max_usd_per_run +2.5 +parley limits set")
        .containsPattern("on_trip +cancel +parley limits set");
    assertThat(shell.type("limits", "--json").out().strip())
        .isEqualTo(
            "{\"max_llm_requests_per_hour\":2000,\"max_llm_tokens_per_day\":20000000,"
                + "\"max_task_failures_before_stop\":5,\"max_execution_time_per_task\":1800,"
                + "\"max_usd_per_run\":2.5,\"max_usd_per_day\":50,\"max_attempts_per_task\":3,"
                + "\"max_concurrent_tasks\":4,\"max_cpu_percent\":150,\"max_memory_mb\":0,"
                + "\"on_trip\":\"cancel\"}");
  }

  @Test
  void lessMemoryThanATaskTakesIsWarnedOf() {
    var little = shell.type("limits", "set", "max_memory_mb=1");
    assertThat(little.exitCode()).isZero();
    assertThat(little.err()).contains("warning: max_memory_mb=1", "one at a time");

    assertThat(shell.type("limits", "set", "max_memory_mb=4096").err()).isEmpty();
    assertThat(shell.type("limits", "set", "max_memory_mb=0").err()).isEmpty();
  }

  @Test
  void aProfileSetsAllAndSingleKeysFollowIt() {
    shell.type("limits", "set", "profile=cautious", "max_llm_requests_per_hour=150");

    assertThat(shell.type("limits").out())
        .containsPattern("max_llm_requests_per_hour +150 ")
        .containsPattern("max_llm_tokens_per_day +100000 ")
        .containsPattern("max_execution_time_per_task +300 ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max_usd_per_run=-1 | limits set: limits.max_usd_per_run must be dollars",
        "max_attempts_per_task=0 | must be a whole number from 1 to 100; found 0",
        "max_execution_time_per_task=forever | must be whole seconds from 1 to 604800",
        "on_trip=explode | must be",
        "max_usd_per_rnu=3 | unknown key 'limits.max_usd_per_rnu'; did you mean"
      })
  void aBadValueIsRefusedNamingTheKeyAndTheRange(String setting, String said) {
    var typed = shell.type("limits", "set", setting);

    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err()).contains(said);
    assertThat(shell.type("limits").out()).doesNotContain("parley limits set");
  }

  @Test
  void theThirdFailureWithALimitOfThreeStopsTheRunUntilTheBreakerIsReset() throws IOException {
    broken.set(true);
    shell.type(
        "limits",
        "set",
        "max_task_failures_before_stop=3",
        "max_attempts_per_task=1",
        "max_concurrent_tasks=1");

    var stopped = run(5);

    assertThat(stopped.exitCode()).as(stopped.err()).isEqualTo(3);
    assertThat(stopped.err())
        .contains("TooManyFailures(3): 3 tasks failed in a row, the same way: ")
        .contains("parley limits reset-breaker && parley resume " + runOf(stopped));
    assertThat(stopped.out()).contains("stopped");
    broken.set(false);
    var still = shell.type("resume", runOf(stopped));
    assertThat(still.exitCode()).as("a resume alone does not open it").isEqualTo(3);
    assertThat(still.err()).contains("TooManyFailures(3)");

    assertThat(shell.type("limits", "reset-breaker").out()).contains("reset");
    var resumed = shell.type("resume", runOf(stopped));

    assertThat(resumed.exitCode()).as("three had failed for good").isEqualTo(1);
    assertThat(resumed.out()).contains("2 of 5 tasks merged");
  }

  @Test
  void anHourlyLimitPausesSaysUntilWhenAndTheWorkIsGoneOnWith() throws IOException {
    var begun = Instant.now();
    shell.type("limits", "set", "max_llm_requests_per_hour=1", "max_concurrent_tasks=1");

    var paused = run(1);

    assertThat(paused.exitCode()).as(paused.err()).isEqualTo(3);
    assertThat(paused.out()).contains("paused");
    assertThat(paused.err()).contains("max_llm_requests_per_hour");
    var until = UNTIL.matcher(paused.err());
    assertThat(until.find()).isTrue();
    assertThat(Instant.parse(until.group()))
        .isBetween(begun.plusSeconds(3_600), begun.plusSeconds(3_700));
    assertThat(server.requests()).hasSize(1);

    shell.type("limits", "set", "max_llm_requests_per_hour=100");
    var resumed = shell.type("resume", runOf(paused));

    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    var goneOn = server.requests().get(1).call().body();
    assertThat(goneOn).contains("was cut off", "Its edits so far are in the worktree");
    assertThat(user.git("show", "parley/" + runOf(paused) + ":T1.txt"))
        .as("written before the pause, and not again")
        .isEqualTo("fine");
  }

  @Test
  void aRunThatWaitsGoesOnTheMomentItsLimitIsRaised() throws Exception {
    shell.type("limits", "set", "max_llm_requests_per_hour=1");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting = CompletableFuture.supplyAsync(() -> quietly(() -> run(1, "--wait")), threads);
      asked.await();
      awaitPaused();

      var set = shell.type("limits", "set", "max_llm_requests_per_hour=100");

      assertThat(set.out()).contains("binds run");
      assertThat(waiting.get().exitCode()).as(waiting.get().err()).isZero();
      assertThat(waiting.get().err()).contains("paused until");
    }
  }

  @Test
  void moneySpentStopsTheRunAndARaisedLimitLetsItGoOn() throws IOException {
    shell.type("limits", "set", "max_usd_per_run=0.06", "max_concurrent_tasks=1");

    var stopped = run(4);

    assertThat(stopped.exitCode()).as(stopped.err()).isEqualTo(3);
    assertThat(stopped.err()).contains("max_usd_per_run");
    shell.type("limits", "set", "max_usd_per_run=3");
    var resumed = shell.type("resume", runOf(stopped));
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(resumed.out()).contains("4 of 4 tasks merged");
  }

  @Test
  void aBudgetOfARunIsNotRaisedByALimitForAll() throws IOException {
    var stopped = run(4, "--budget-usd", "0.06");
    assertThat(stopped.exitCode()).as(stopped.err()).isEqualTo(3);

    var set = shell.type("limits", "set", "profile=standard");

    assertThat(set.out()).contains(runOf(stopped) + " keeps its own max_usd_per_run");
    assertThat(shell.type("resume", runOf(stopped)).exitCode()).isEqualTo(3);
    var raised = shell.type("resume", runOf(stopped), "--budget-usd", "3");
    assertThat(raised.exitCode()).as(raised.err()).isZero();
  }

  @Test
  void aPlanThatCannotFitIsNotBegunAndTheCommandThatHelpsIsSaid() throws IOException {
    var refused = run(3, "--budget-usd", "0.001");

    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.err()).contains("the plan cannot fit the limits", "max_usd_per_run");
    assertThat(server.requests()).isEmpty();
    var command =
        refused
            .err()
            .lines()
            .filter(line -> line.contains("parley resume " + runOf(refused) + " --limit"))
            .findFirst()
            .orElseThrow();
    var pasted = command.replaceAll(".*parley (resume .*)", "$1").split(" ", -1);
    var resumed = shell.type(pasted);
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
  }

  @Test
  void whileTheFileStopIsThereNothingIsBegun() throws IOException {
    Files.createDirectories(folder.resolve("home/parley"));
    Files.writeString(folder.resolve("home/parley/STOP"), "");

    var typed = run(1);

    assertThat(typed.exitCode()).isEqualTo(3);
    assertThat(typed.err()).contains("the emergency stop is pulled", "rm ");
  }

  private interface Work {
    Shell.Typed done() throws IOException;
  }

  private static Shell.Typed quietly(Work work) {
    try {
      return work.done();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void awaitPaused() throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      if (shell.type("runs").out().contains("paused")) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("never paused");
  }
}
