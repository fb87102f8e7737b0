package dev.parley.analytics;

import static dev.parley.analytics.RunLog.MODEL;
import static dev.parley.analytics.RunLog.START;
import static dev.parley.analytics.RunLog.attempt;
import static dev.parley.analytics.RunLog.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.attempt.AttemptPayload.Approved;
import dev.parley.attempt.AttemptPayload.CodingStarted;
import dev.parley.attempt.AttemptPayload.Ended;
import dev.parley.attempt.AttemptPayload.IntegrationStarted;
import dev.parley.attempt.AttemptPayload.Picked;
import dev.parley.attempt.AttemptPayload.ReviewingStarted;
import dev.parley.attempt.AttemptPayload.VerifyingStarted;
import dev.parley.attempt.Outcome;
import dev.parley.llm.LlmPayload.ModelCalled;
import dev.parley.llm.Role;
import dev.parley.meeting.Meeting;
import dev.parley.meeting.MeetingPayload.TranscriptRead;
import dev.parley.meeting.Utterance;
import dev.parley.model.AttemptId;
import dev.parley.model.Money;
import dev.parley.model.TokenUsage;
import dev.parley.orchestrator.RunOutcome;
import dev.parley.orchestrator.RunPayload.AttemptStarted;
import dev.parley.orchestrator.RunPayload.RunEnded;
import dev.parley.orchestrator.RunPayload.RunReopened;
import dev.parley.orchestrator.RunPayload.TaskCancelled;
import dev.parley.orchestrator.RunPayload.TaskFailed;
import dev.parley.orchestrator.RunPayload.TaskReopened;
import dev.parley.orchestrator.TaskStatus;
import dev.parley.planning.TaskType;
import dev.parley.requirements.Prd;
import dev.parley.requirements.Requirement;
import dev.parley.requirements.RequirementsPayload.RequirementsDrafted;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunReportTest {

  private static final Outcome REVIEW = new Outcome.Rejected("review", List.of("wrong"));
  private static final Outcome CHECKS = new Outcome.Rejected("verification", List.of("red"));

  private final RunLog log = new RunLog();

  @Test
  void computesTheEightFigures() {
    log.begin(
        Map.of(),
        task("A", TaskType.CREATION, List.of()),
        task("B", TaskType.CREATION, List.of()),
        task("C", TaskType.TESTING, List.of()),
        task("D", TaskType.TESTING, List.of(), "C"),
        task("E", TaskType.REFACTORING, List.of()));
    endsAfter(attempt("A", 1), 30, CHECKS);
    merges(attempt("A", 2), 20, 5, 10);
    merges(attempt("B", 1), 10, 0, 5);
    endsAfter(attempt("C", 1), 40, REVIEW);
    endsAfter(attempt("C", 2), 5, REVIEW);
    log.run(new TaskFailed(attempt("C", 2).task(), REVIEW, "all attempts used"));
    log.run(new TaskCancelled(attempt("E", 1).task(), "ada"));

    var figures = RunReport.of(log.events()).figures();

    assertThat(figures.totalTasks()).isEqualTo(3);
    assertThat(figures.completedTasks()).isEqualTo(2);
    assertThat(figures.failedTasks()).isEqualTo(1);
    assertThat(figures.successRate()).isCloseTo(2.0 / 3, within(1e-9));
    assertThat(figures.averageAttempts()).isCloseTo(5.0 / 3, within(1e-9));
    // A: 30 + 20 + 10 without the 5 it waited to integrate; B: 10 + 5; C: 40 + 5.
    assertThat(figures.averageExecutionTime()).isEqualTo(Duration.ofSeconds(40));
    assertThat(figures.commonFailures())
        .isEqualTo(Map.of("rejected_by_verification", 1, "rejected_by_review", 2));
    assertThat(figures.taskTypeSuccessRates())
        .isEqualTo(Map.of(TaskType.CREATION, 1.0, TaskType.TESTING, 0.0));
  }

  @Test
  void figuresOfNothingAreZero() {
    log.begin(Map.of(), task("A", TaskType.CREATION, List.of()));

    assertThat(RunReport.of(log.events()).figures())
        .isEqualTo(new Figures(0, 0, 0, 0, 0, Duration.ZERO, Map.of(), Map.of()));
  }

  @Test
  void saysWhyATaskIsNotMerged() {
    log.begin(
        Map.of(),
        task("A", TaskType.CREATION, List.of()),
        task("B", TaskType.CREATION, List.of(), "A"),
        task("C", TaskType.CREATION, List.of(), "B"),
        task("D", TaskType.CREATION, List.of()));
    endsAfter(attempt("A", 1), 1, CHECKS);
    log.run(new TaskFailed(attempt("A", 1).task(), CHECKS, "all 1 attempts used"));
    log.run(new TaskCancelled(attempt("D", 1).task(), "ada"));
    log.wait(3).run(new RunEnded(RunOutcome.PARTIAL));

    var report = RunReport.of(log.events());

    assertThat(report.tasks())
        .extracting(TaskReport::status, TaskReport::reason)
        .containsExactly(
            tuple(TaskStatus.FAILED, "all 1 attempts used"),
            tuple(TaskStatus.BLOCKED, "A is failed"),
            tuple(TaskStatus.BLOCKED, "B is blocked"),
            tuple(TaskStatus.CANCELLED, "cancelled by ada"));
    assertThat(report.outcome()).contains(RunOutcome.PARTIAL);
    assertThat(report.endedAt()).contains(START.plusSeconds(5));
  }

  @Test
  void leadsFromTheWordsToTheCommit() {
    var said = new Utterance("U1", "Ada", Optional.empty(), "We need CSV.", 3);
    log.draft(new TranscriptRead(new Meeting("m.vtt", List.of(said), List.of())));
    var r1 = new Requirement("R1", "Reports as CSV.", List.of(), List.of("U1"));
    var r2 = new Requirement("R2", "Reports as PDF.", List.of(), List.of("U1"));
    log.draft(new RequirementsDrafted(new Prd("Reports", List.of(r1, r2), List.of(), List.of())));
    log.begin(Map.of("R2", "too big"), task("A", TaskType.CREATION, List.of("R1")));
    merges(attempt("A", 1), 1, 1, 1);

    var report = RunReport.of(log.events());

    assertThat(report.requirements())
        .containsExactly(
            new RequirementReport(
                r1, List.of(said), List.of(attempt("A", 1).task()), Optional.empty()),
            new RequirementReport(r2, List.of(said), List.of(), Optional.of("too big")));
    assertThat(report.tasks().getFirst().commit()).contains("c0ffee-A");
  }

  @Test
  void addsUpMoneyAndTokensOfTheRunAndOfEachAttempt() {
    log.begin(Map.of(), task("A", TaskType.CREATION, List.of()));
    log.telemetry(called(Role.PLANNING, Optional.empty(), 100));
    merges(attempt("A", 1), 1, 1, 1);
    log.telemetry(called(Role.CODING, Optional.of(attempt("A", 1)), 20));
    log.telemetry(called(Role.REVIEW, Optional.of(attempt("A", 1)), 3));

    var report = RunReport.of(log.events());

    assertThat(report.spending())
        .isEqualTo(new Spending(new Money(123), new TokenUsage(30, 3, 0, 0), 3));
    assertThat(report.tasks().getFirst().spending().cost()).isEqualTo(new Money(23));
  }

  @Test
  void timeBetweenACrashAndTheRevivalIsNotWork() {
    var id = attempt("A", 1);
    log.begin(Map.of(), task("A", TaskType.CREATION, List.of()));
    log.run(new AttemptStarted(id, List.of()));
    log.wait(100).in(id, new Picked(1, "w1"));
    log.wait(7).in(id, new CodingStarted());
    log.wait(1_000).in(id, new Picked(2, "w2"));
    log.wait(3).in(id, new Ended(CHECKS));

    assertThat(RunReport.of(log.events()).tasks().getFirst().worked())
        .isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void aLogWithoutARunHasNoReport() {
    assertThatThrownBy(() -> RunReport.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  private void endsAfter(AttemptId id, int seconds, Outcome outcome) {
    log.run(new AttemptStarted(id, List.of()));
    log.wait(1).in(id, new Picked(1, "w"), new CodingStarted());
    log.wait(seconds).in(id, new Ended(outcome));
  }

  @Test
  void aRunThatWasReopenedIsReportedAsItEndedInTheEnd() {
    log.begin(Map.of(), task("A", TaskType.CREATION, List.of()));
    endsAfter(attempt("A", 1), 30, CHECKS);
    log.run(new TaskFailed(attempt("A", 1).task(), CHECKS, "used up"))
        .run(new RunEnded(RunOutcome.PARTIAL));
    log.wait(3_600)
        .run(new RunReopened("me"))
        .run(new TaskReopened(attempt("A", 1).task(), Optional.of("hint"), "me"));
    assertThat(RunReport.of(log.events()).outcome()).as("under way again").isEmpty();
    merges(attempt("A", 2), 20, 5, 10);
    log.run(new RunEnded(RunOutcome.COMPLETED));

    var report = RunReport.of(log.events());

    assertThat(report.outcome()).contains(RunOutcome.COMPLETED);
    assertThat(report.figures().totalTasks()).isEqualTo(1);
    assertThat(report.figures().averageAttempts()).isEqualTo(2);
    assertThat(report.record().tasks().getFirst().queued())
        .as("nobody waited for a slot while nobody had asked")
        .isLessThan(Duration.ofSeconds(60));
    assertThat(report.endedAt().orElseThrow()).isAfter(START.plusSeconds(3_600));
  }

  private void merges(AttemptId id, int working, int waiting, int integrating) {
    log.run(new AttemptStarted(id, List.of()));
    log.in(id, new Picked(1, "w"), new CodingStarted(), new VerifyingStarted());
    log.wait(working).in(id, new ReviewingStarted(), new Approved("base", "tree", "patch"));
    log.wait(waiting).in(id, new IntegrationStarted());
    log.wait(integrating).in(id, new Ended(new Outcome.Merged("c0ffee-" + id.task())));
  }

  private static ModelCalled called(Role role, Optional<AttemptId> attempt, long micros) {
    var usage = Optional.of(new TokenUsage(10, 1, 0, 0));
    return new ModelCalled(role, MODEL, attempt, usage, new Money(micros), 5, "answered");
  }

  private static org.assertj.core.groups.Tuple tuple(TaskStatus status, String reason) {
    return org.assertj.core.groups.Tuple.tuple(status, Optional.of(reason));
  }
}
