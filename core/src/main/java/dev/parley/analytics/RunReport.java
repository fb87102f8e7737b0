package dev.parley.analytics;

import dev.parley.attempt.Outcome;
import dev.parley.event.Event;
import dev.parley.event.StreamId;
import dev.parley.meeting.Meeting;
import dev.parley.model.AttemptId;
import dev.parley.model.Problem;
import dev.parley.model.RunId;
import dev.parley.orchestrator.Approval;
import dev.parley.orchestrator.RunOutcome;
import dev.parley.orchestrator.RunPayload;
import dev.parley.orchestrator.RunRequest;
import dev.parley.orchestrator.RunState;
import dev.parley.orchestrator.TaskStatus;
import dev.parley.orchestrator.TaskView;
import dev.parley.planning.Plan;
import dev.parley.requirements.Prd;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a run was asked for, did and cost: from the words to the commits. Rebuilt from the log
 * at any time.
 *
 * @param endedAt when the run came to its end, or to its last halt
 * @param outcome empty while something still happens
 * @param halt why nothing new starts
 * @param requirements empty without a requirements document
 * @param tasks in plan order; empty before there is a plan
 * @param approvals what persons were asked for and what they said, oldest first
 * @param record the same run as figures across runs see it, but with the money of telemetry
 * @param recalled calls that were answered from the cache instead of being made
 */
public record RunReport(
    RunId run,
    RunRequest request,
    Instant startedAt,
    Optional<Instant> endedAt,
    Optional<RunOutcome> outcome,
    Optional<Problem> halt,
    Optional<Meeting> meeting,
    Optional<Prd> prd,
    Optional<Plan> plan,
    List<RequirementReport> requirements,
    List<TaskReport> tasks,
    List<Approval> approvals,
    RunRecord record,
    Figures figures,
    Spending spending,
    Spending recalled) {

  public RunReport {
    requirements = List.copyOf(requirements);
    tasks = List.copyOf(tasks);
    approvals = List.copyOf(approvals);
  }

  /**
   * What one run's log says.
   *
   * @param log all streams of one run, oldest first
   * @throws IllegalArgumentException if the run has not begun
   */
  public static RunReport of(List<Event> log) {
    var state =
        RunState.of(log).orElseThrow(() -> new IllegalArgumentException("no run in the log"));
    var worked = WorkTime.of(log);
    var spent = Spending.byAttempt(log);
    var record = RunRecord.of(log, new Charges(Spending.of(log), spent)).orElseThrow();
    var tasks =
        state.tasks().values().stream().map(task -> task(state, task, worked, spent)).toList();
    return new RunReport(
        state.run(),
        state.request(),
        state.startedAt(),
        halted(state).flatMap(_ -> lastDecision(log)),
        state.atRest(),
        state.halt().map(RunState.Halt::problem),
        state.draft().meeting(),
        state.draft().prd(),
        state.draft().plan(),
        requirements(state),
        tasks,
        state.approvals(),
        record,
        Figures.of(record.tasks()),
        Spending.of(log),
        Spending.recalled(log));
  }

  /** How a run stands that has ended or was halted; one that waits for approval goes on. */
  static Optional<RunOutcome> halted(RunState state) {
    return state.atRest().filter(outcome -> outcome != RunOutcome.AWAITING_APPROVAL);
  }

  private static Optional<Instant> lastDecision(List<Event> log) {
    return log.stream()
        .filter(event ->
            event.payload() instanceof RunPayload.RunEnded
                || event.payload() instanceof RunPayload.RunHalted)
        .map(Event::time)
        .reduce((_, last) -> last);
  }

  private static List<RequirementReport> requirements(RunState state) {
    var draft = state.draft();
    var tasks = draft.plan().map(plan -> plan.graph().tasks()).orElse(List.of());
    return draft.prd().map(Prd::requirements).orElse(List.of()).stream()
        .map(requirement ->
            new RequirementReport(
                requirement,
                requirement.cites().stream()
                    .flatMap(id -> draft.meeting().flatMap(m -> m.utterance(id)).stream())
                    .toList(),
                tasks.stream()
                    .filter(task -> task.requirements().contains(requirement.id()))
                    .map(task -> task.id())
                    .toList(),
                draft.plan().map(plan -> plan.notCovered().get(requirement.id()))))
        .toList();
  }

  private static TaskReport task(
      RunState state, TaskView task, WorkTime worked, Map<AttemptId, Spending> spent) {
    var attempts =
        task.attempts().stream()
            .map(view ->
                AttemptReport.of(
                    view,
                    worked.of(StreamId.attempt(view.id())),
                    spent.getOrDefault(view.id(), Spending.NONE)))
            .toList();
    var status = state.status(task.id());
    return new TaskReport(
        task.task(),
        status,
        attempts,
        reason(state, task, status),
        state.draft().estimate(task.id()));
  }

  private static Optional<String> reason(RunState state, TaskView task, TaskStatus status) {
    return switch (status) {
      case MERGED, WAITING, READY, RUNNING, AWAITING_APPROVAL -> Optional.empty();
      case FAILED, CANCELLED, WITHDRAWN ->
          task.closed()
              .map(closed ->
                  switch (closed) {
                    case TaskView.Closed.AsFailed(Outcome _, var why, _) -> why;
                    case TaskView.Closed.AsCancelled(var by, _) -> "cancelled by " + by;
                    case TaskView.Closed.AsWithdrawn(var why, _, _) -> why;
                  });
      case BLOCKED ->
          task.task().dependencies().stream()
              .filter(id -> state.status(id) != TaskStatus.MERGED)
              .findFirst()
              .map(id -> id + " is " + state.status(id).wireName());
    };
  }
}
