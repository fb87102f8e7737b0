package dev.parley.analytics;

import static dev.parley.analytics.RunLog.attempt;
import static dev.parley.analytics.RunLog.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.attempt.AttemptPayload.Ended;
import dev.parley.attempt.AttemptPayload.Picked;
import dev.parley.attempt.Outcome;
import dev.parley.estimation.Assignment;
import dev.parley.estimation.HistoryRow;
import dev.parley.estimation.TaskTraits;
import dev.parley.meeting.Meeting;
import dev.parley.meeting.MeetingPayload.TranscriptRead;
import dev.parley.meeting.Utterance;
import dev.parley.model.Money;
import dev.parley.model.TokenUsage;
import dev.parley.orchestrator.RunPayload.AttemptStarted;
import dev.parley.orchestrator.RunPayload.TaskCancelled;
import dev.parley.orchestrator.RunPayload.TaskFailed;
import dev.parley.planning.TaskType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnalyticsTest {

  private static final Outcome CHECKS = new Outcome.Rejected("verification", List.of("red"));

  private static Meeting meeting(String source, String... said) {
    var utterances =
        IntStream.range(0, said.length)
            .mapToObj(i -> new Utterance("U" + (i + 1), "Ada", Optional.empty(), said[i], i + 1))
            .toList();
    return new Meeting(source, utterances, List.of());
  }

  @Test
  void aMeetingHasOneIdWhateverItsFileIsCalled() {
    var one = MeetingRef.of(meeting("weekly.vtt", "We need CSV.", "Yes."));
    var copy = MeetingRef.of(meeting("copy of weekly.txt", "We need CSV.", "Yes."));
    var other = MeetingRef.of(meeting("weekly.vtt", "We need CSV.Yes."));

    assertThat(one.id()).matches("m-[0-9a-f]{12}").isEqualTo(copy.id()).isNotEqualTo(other.id());
    assertThat(one.source()).isEqualTo("weekly.vtt");
  }

  @Test
  void addsUpAttemptsMoneyAndGroups() {
    var log = new RunLog();
    log.begin(
        Map.of(),
        task("A", TaskType.CREATION, List.of()),
        task("B", TaskType.TESTING, List.of()),
        task("C", TaskType.TESTING, List.of()));
    log.draft(new TranscriptRead(meeting("m.txt", "Hello.")));
    ended(log, "A", 1, CHECKS);
    ended(log, "A", 2, new Outcome.Merged("c0ffee"));
    ended(log, "B", 1, CHECKS);
    log.run(new TaskFailed(attempt("B", 1).task(), CHECKS, "no attempt left"));
    log.run(new TaskCancelled(attempt("C", 1).task(), "user"));
    var charges =
        new Charges(spent(100), Map.of(attempt("A", 1), spent(20), attempt("A", 2), spent(30)));
    var record = RunRecord.of(log.events(), charges).orElseThrow();

    var all = Analytics.of(List.of(record));

    assertThat(all.figures().totalTasks()).isEqualTo(2);
    assertThat(all.figures().commonFailures())
        .containsExactly(Map.entry("rejected_by_verification", 2));
    assertThat(all.spending()).isEqualTo(spent(100));
    assertThat(all.outside().cost().micros()).isEqualTo(50);
    assertThat(all.firstAttempt().rate()).isZero();
    assertThat(all.yields()).extracting(AttemptYield::made).containsExactly(2, 1);
    assertThat(all.yields()).extracting(AttemptYield::merged).containsExactly(0, 1);
    assertThat(all.failures()).singleElement().extracting(FailureCount::attempts).isEqualTo(2);
    assertThat(all.byType()).extracting(Group::name).containsExactly("creation", "testing");
    assertThat(all.byMeeting())
        .singleElement()
        .satisfies(g -> assertThat(g.name()).startsWith("m-"));
  }

  @Test
  void selectsRunsByAllThatIsAsked() {
    var log = new RunLog();
    log.begin(Map.of(), task("A", TaskType.CREATION, List.of()));
    var run = RunRecord.of(log.events(), Charges.NONE).orElseThrow();

    assertThat(Selection.ALL.includes(run)).isTrue();
    assertThat(since(RunLog.START).includes(run)).isTrue();
    assertThat(since(RunLog.START.plusSeconds(1)).includes(run)).isFalse();
    assertThat(meeting("m-1").includes(run)).as("it read none").isFalse();
  }

  @Test
  void readsAHistoryAsTasks() {
    var row =
        new HistoryRow(
            TaskTraits.ofWords("Add a test", ""),
            new Assignment("claude", "opus", ""),
            Optional.empty(),
            new HistoryRow.Effort(
                Duration.ofSeconds(90), 2, Optional.of(new Money(5)), Optional.empty()),
            Optional.of(false),
            false);

    var task = HistoryTasks.of(List.of(row, row)).getLast();

    assertThat(task.name()).isEqualTo("history/row-2");
    assertThat(task.counts()).isTrue();
    assertThat(task.merged()).isFalse();
    assertThat(task.tried()).isEqualTo(2);
    assertThat(task.model().toString()).isEqualTo("unknown/opus");
    assertThat(task.repository()).isEqualTo("unknown");
    assertThat(task.spending().cost().micros()).isEqualTo(5);
  }

  private static void ended(RunLog log, String task, int number, Outcome outcome) {
    var id = attempt(task, number);
    log.run(new AttemptStarted(id, List.of()));
    log.in(id, new Picked(1, "w"), new Ended(outcome));
  }

  private static Spending spent(long micros) {
    return new Spending(new Money(micros), TokenUsage.NONE, 0);
  }

  private static Selection since(Instant time) {
    return new Selection(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(time));
  }

  private static Selection meeting(String id) {
    return new Selection(
        Optional.of(id),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
