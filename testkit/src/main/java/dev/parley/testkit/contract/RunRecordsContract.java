package dev.parley.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.analytics.AttemptRecord;
import dev.parley.analytics.CheckRecord;
import dev.parley.analytics.MeetingRef;
import dev.parley.analytics.RunRecord;
import dev.parley.analytics.RunRecords;
import dev.parley.analytics.RunRecords.Mark;
import dev.parley.analytics.Spending;
import dev.parley.analytics.Stage;
import dev.parley.analytics.TaskRecord;
import dev.parley.analytics.fingerprint.FailureClass;
import dev.parley.analytics.fingerprint.Fingerprint;
import dev.parley.model.ModelName;
import dev.parley.model.Money;
import dev.parley.model.RunId;
import dev.parley.model.TaskId;
import dev.parley.model.TokenUsage;
import dev.parley.orchestrator.RunOutcome;
import dev.parley.orchestrator.RunRequest;
import dev.parley.orchestrator.TaskStatus;
import dev.parley.planning.CodingTask;
import dev.parley.planning.TaskType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What all {@link RunRecords} do. */
public abstract class RunRecordsContract {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00.123456Z");
  private static final ModelName MODEL = new ModelName("anthropic", "claude-haiku-4-5");
  private static final Spending SPENT =
      new Spending(new Money(1_234_567), new TokenUsage(10, 20, 30, 40), 3);

  /** Empty ones; the same throughout a test. */
  protected abstract RunRecords records();

  @Test
  void giveBackWhatWasPut() {
    var run = run("a", START, RunOutcome.PARTIAL);
    records().put(run, mark(1, 7));

    assertThat(records().all()).containsExactly(run);
    assertThat(records().mark(run.run())).contains(mark(1, 7));
    assertThat(records().mark(new RunId("b"))).isEmpty();
    assertThat(records().marks()).containsExactly(Map.entry(run.run(), mark(1, 7)));
  }

  @Test
  void holdOneRecordOfARun() {
    records().put(run("a", START, RunOutcome.PAUSED), mark(1, 7));
    var later = run("a", START, RunOutcome.COMPLETED);
    records().put(later, mark(1, 9));

    assertThat(records().all()).containsExactly(later);
    assertThat(records().mark(later.run())).contains(mark(1, 9));
  }

  @Test
  void takeNothingThatWasMadeFromLessOfTheLog() {
    var later = run("a", START, RunOutcome.COMPLETED);
    records().put(later, mark(1, 9));
    records().put(run("a", START, RunOutcome.PAUSED), mark(1, 8));

    assertThat(records().all()).containsExactly(later);
    assertThat(records().mark(later.run())).contains(mark(1, 9));
  }

  @Test
  void takeWhatWasMadeFromAsMuchOfTheLogButChargedOtherwise() {
    records().put(run("a", START, RunOutcome.COMPLETED), mark(1, 9));
    var charged = new Mark(1, 9, SPENT.plus(SPENT));
    records().put(run("a", START, RunOutcome.COMPLETED), charged);

    assertThat(records().mark(new RunId("a"))).contains(charged);
  }

  @Test
  void takeWhatWasMadeByOtherRulesFromWhateverPart() {
    records().put(run("a", START, RunOutcome.COMPLETED), mark(1, 9));
    records().put(run("a", START, RunOutcome.PARTIAL), mark(2, 8));

    assertThat(records().mark(new RunId("a"))).contains(mark(2, 8));
  }

  @Test
  void areInTheOrderInWhichTheRunsStarted() {
    var late = run("a", START.plusSeconds(1), RunOutcome.COMPLETED);
    var early = run("c", START, RunOutcome.COMPLETED);
    var asEarly = run("b", START, RunOutcome.COMPLETED);
    List.of(late, early, asEarly).forEach(run -> records().put(run, mark(1, 1)));

    assertThat(records().all()).containsExactly(asEarly, early, late);
  }

  @Test
  void dropTheRecordsOfRunsThatAreGoneAndOfOtherVersions() {
    records().put(run("stays", START, RunOutcome.COMPLETED), mark(2, 1));
    records().put(run("gone", START, RunOutcome.COMPLETED), mark(2, 2));
    records().put(run("old", START, RunOutcome.COMPLETED), mark(1, 3));

    records().retain(Set.of(new RunId("stays"), new RunId("old")), 2);

    assertThat(records().marks()).containsOnlyKeys(new RunId("stays"));
  }

  private static Mark mark(int version, long position) {
    return new Mark(version, position, SPENT);
  }

  private static RunRecord run(String id, Instant start, RunOutcome outcome) {
    var run = new RunId(id);
    return new RunRecord(
        run,
        Optional.of(new MeetingRef("m-0123456789ab", "weekly é.vtt")),
        "/home/ada/project",
        start,
        Optional.of(start.plusSeconds(60)),
        Optional.of(outcome),
        "builtin",
        new RunRequest.Models(MODEL, MODEL, MODEL, MODEL),
        SPENT,
        Spending.NONE,
        List.of(task(run, start)));
  }

  private static TaskRecord task(RunId run, Instant start) {
    var coding =
        new CodingTask(
            new TaskId("T1"),
            "Write \"reports\"",
            "As CSV,\nplease.",
            TaskType.CREATION,
            List.of("a.txt"),
            List.of("b.txt"),
            List.of(),
            List.of("It is there."),
            List.of("R1"));
    return new TaskRecord(
        run,
        Optional.empty(),
        "/home/ada/project",
        "builtin",
        MODEL,
        coding,
        TaskStatus.FAILED,
        Optional.of(start),
        Optional.of(start.plusSeconds(9)),
        Duration.ofMillis(1_500),
        Map.of("rate_limit", Duration.ofSeconds(1)),
        1,
        Duration.ofSeconds(7),
        SPENT,
        List.of(attempt(start)),
        Optional.of(Duration.ofSeconds(5)));
  }

  private static AttemptRecord attempt(Instant start) {
    return new AttemptRecord(
        1,
        start,
        Optional.of(start.plusSeconds(9)),
        Optional.of("rejected_by_verification"),
        Optional.of(
            new Fingerprint(
                "f1-0123456789ab",
                FailureClass.TEST_FAILURE,
                "expected: <N> but was: <N>",
                Optional.of("npm test"),
                Optional.of(1))),
        Duration.ofSeconds(7),
        Map.of(Stage.CODE, Duration.ofSeconds(5), Stage.VERIFY, Duration.ofSeconds(2)),
        SPENT,
        Spending.NONE,
        List.of(new CheckRecord("test", false, true, 1_900)),
        List.of("b.txt"));
  }
}
