package dev.parley.analytics;

import dev.parley.analytics.fingerprint.Fingerprints;
import dev.parley.attempt.AttemptPayload;
import dev.parley.attempt.AttemptState;
import dev.parley.attempt.Outcome;
import dev.parley.estimation.Estimate;
import dev.parley.event.Event;
import dev.parley.event.StreamId;
import dev.parley.model.AttemptId;
import dev.parley.model.TaskId;
import dev.parley.orchestrator.AttemptView;
import dev.parley.orchestrator.RunPayload;
import dev.parley.orchestrator.RunState;
import dev.parley.orchestrator.TaskStatus;
import dev.parley.orchestrator.TaskView;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes the record of a run: its state from the usual fold, and beside it when things happened. */
final class RecordFold {

  private final RunState state;
  private final Charges charges;
  private final WorkTime worked;
  private final Map<AttemptId, Spending> recalled;
  private final Times times;
  private final QueueReasons reasons;
  private final Optional<MeetingRef> meeting;

  private RecordFold(RunState state, List<Event> log, Charges charges) {
    this.state = state;
    this.charges = charges;
    this.worked = WorkTime.of(log);
    this.recalled = Spending.recalledByAttempt(log);
    this.times = Times.of(log);
    this.reasons = QueueReasons.of(log);
    this.meeting = state.draft().meeting().map(MeetingRef::of);
  }

  static Optional<RunRecord> of(List<Event> log, Charges charges) {
    return RunState.of(log).map(state -> new RecordFold(state, log, charges).run(log));
  }

  private RunRecord run(List<Event> log) {
    var inTasks = recalled.values().stream().reduce(Spending.NONE, Spending::plus);
    return new RunRecord(
        state.run(),
        meeting,
        state.request().checkout(),
        state.startedAt(),
        RunReport.halted(state).flatMap(_ -> times.lastDecision()),
        state.atRest(),
        state.request().agent(),
        state.request().models(),
        charges.outside(),
        Spending.recalled(log).minus(inTasks),
        state.tasks().values().stream().map(this::task).toList());
  }

  private TaskRecord task(TaskView view) {
    var attempts = view.attempts().stream().map(this::attempt).toList();
    var time = WorkTime.sum(attempts.stream().map(AttemptRecord::worked).toList());
    return new TaskRecord(
        state.run(),
        meeting,
        state.request().checkout(),
        state.request().agent(),
        state.request().models().coding(),
        view.task(),
        state.status(view.id()),
        attempts.stream().findFirst().map(AttemptRecord::startedAt),
        ended(view),
        queued(view, time),
        reasons(view),
        attempts.size(),
        time,
        attempts.stream().map(AttemptRecord::spending).reduce(Spending.NONE, Spending::plus),
        attempts,
        state.draft().estimate(view.id()).map(RecordFold::expected));
  }

  private AttemptRecord attempt(AttemptView view) {
    var stream = StreamId.attempt(view.id());
    Optional<Outcome> outcome =
        view.state() instanceof AttemptState.Ended(var ended)
            ? Optional.of(ended)
            : Optional.empty();
    return new AttemptRecord(
        view.id().number(),
        view.startedAt(),
        Optional.ofNullable(times.attemptEnds().get(view.id())),
        outcome.map(OutcomeNames::of),
        outcome.flatMap(how -> Fingerprints.of(how, view.report())),
        worked.of(stream),
        worked.stages(stream),
        charges.of(view.id()),
        recalled.getOrDefault(view.id(), Spending.NONE),
        view.report()
            .map(report -> report.results().stream().map(CheckRecord::of).toList())
            .orElse(List.of()),
        outcome.map(RecordFold::conflicts).orElse(List.of()));
  }

  private static Duration expected(Estimate estimate) {
    return Duration.ofMillis(Math.round(estimate.seconds().p50() * 1_000));
  }

  private static List<String> conflicts(Outcome outcome) {
    return outcome instanceof Outcome.Conflicted(var paths) ? paths : List.of();
  }

  private Optional<Instant> ended(TaskView view) {
    return state.status(view.id()) == TaskStatus.MERGED
        ? view.last().map(last -> times.attemptEnds().get(last.id()))
        : Optional.ofNullable(times.closed().get(view.id()));
  }

  /** When nothing but room was missing; empty if it never came to that. */
  private Optional<Instant> ready(TaskView view) {
    return view.task().dependencies().stream()
        .map(id -> Optional.ofNullable(state.tasks().get(id)).flatMap(this::ended))
        .flatMap(Optional::stream)
        .reduce(BinaryOperator.maxBy(Instant::compareTo))
        .or(times::adopted);
  }

  /** Of its first attempt. */
  private Map<String, Duration> reasons(TaskView view) {
    return ready(view)
        .flatMap(from ->
            view.attempts().stream()
                .findFirst()
                .map(first -> reasons.between(from, first.startedAt())))
        .orElse(Map.of());
  }

  /** From when nothing but a slot was missing to its end, or to what was last heard of it. */
  private Duration queued(TaskView view, Duration time) {
    var lastHeard = view.last().map(last -> times.lastSeen().get(StreamId.attempt(last.id())));
    var until = ended(view).or(() -> lastHeard);
    var ready = ready(view);
    if (until.isEmpty() || ready.isEmpty() || view.attempts().isEmpty()) {
      return Duration.ZERO;
    }
    var elapsed = WorkTime.between(ready.get(), until.get());
    var used = time.plus(times.people().getOrDefault(view.id(), Duration.ZERO));
    return elapsed.compareTo(used) > 0 ? elapsed.minus(used) : Duration.ZERO;
  }

  /**
   * When things happened that the state does not keep.
   *
   * @param closed tasks that failed or were cancelled
   * @param people how long tasks waited for somebody to approve them or have them tried again
   * @param lastSeen the newest event of each stream
   */
  private record Times(
      Optional<Instant> adopted,
      Optional<Instant> lastDecision,
      Map<TaskId, Instant> closed,
      Map<AttemptId, Instant> attemptEnds,
      Map<TaskId, Duration> people,
      Map<StreamId, Instant> lastSeen) {

    static Times of(List<Event> log) {
      var closed = new HashMap<TaskId, Instant>();
      var ends = new HashMap<AttemptId, Instant>();
      var waiting = new HashMap<AttemptId, Instant>();
      var people = new HashMap<TaskId, Duration>();
      var lastSeen = new HashMap<StreamId, Instant>();
      Optional<Instant> adopted = Optional.empty();
      Optional<Instant> lastDecision = Optional.empty();
      for (var event : log) {
        var now = event.time();
        lastSeen.put(event.stream(), now);
        switch (event.payload()) {
          case RunPayload.PlanAdopted _ -> adopted = Optional.of(now);
          case RunPayload.RunEnded _, RunPayload.RunHalted _ -> lastDecision = Optional.of(now);
          case RunPayload.TaskFailed failed -> closed.put(failed.task(), now);
          case RunPayload.TaskCancelled cancelled -> closed.put(cancelled.task(), now);
          case RunPayload.TaskReopened(var id, _, _) ->
              people.merge(id, since(closed.remove(id), now), Duration::plus);
          case RunPayload.ApprovalRequested(var asked, _, _) ->
              asked.ifPresent(id -> waiting.put(id, now));
          case RunPayload.ApprovalDecided(var asked, _, _, _) ->
              asked.ifPresent(
                  id -> people.merge(id.task(), since(waiting.remove(id), now), Duration::plus));
          case AttemptPayload.Ended _ -> ends.put(event.stream().attempt().orElseThrow(), now);
          default -> {}
        }
      }
      return new Times(adopted, lastDecision, closed, ends, people, lastSeen);
    }

    private static Duration since(@Nullable Instant from, Instant now) {
      return from == null ? Duration.ZERO : WorkTime.between(from, now);
    }
  }
}
