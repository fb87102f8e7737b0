package dev.parley.orchestrator;

import dev.parley.attempt.AttemptState;
import dev.parley.event.Event;
import dev.parley.model.AttemptId;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.RunId;
import dev.parley.model.TaskId;
import dev.parley.planning.TaskGraph;
import dev.parley.safety.FailureRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run as its log tells it, at one position.
 *
 * @param version of the run's own stream: what the next decision must expect
 * @param position of the newest event folded in
 * @param request with the limits in force now
 * @param tasks in plan order; empty before there is a plan
 * @param live how far it has listened; empty unless the request has a live part
 * @param limitsPosition where in the log limits were last set for all runs; 0 for never
 * @param failures how the tasks ended that have ended, since the breaker was last reset
 * @param adopted whether the draft's plan is in force
 * @param integrating the attempt whose turn to integrate it last was
 * @param resumedPosition where in the log the newest resume stands; 0 for none
 * @param approvals all that a person was ever asked for, oldest first
 */
public record RunState(
    RunId run,
    long version,
    long position,
    Instant startedAt,
    RunRequest request,
    DraftView draft,
    Optional<LiveView> live,
    boolean adopted,
    Map<TaskId, TaskView> tasks,
    Map<TaskId, TaskStatus> statuses,
    long limitsPosition,
    FailureRecord failures,
    Optional<AttemptId> integrating,
    Optional<Halt> halt,
    long resumedPosition,
    Wishes wishes,
    List<Approval> approvals,
    Optional<RunOutcome> ended) {

  /**
   * The state after all of a log's events.
   *
   * @param log all streams of one run, oldest first
   * @return empty if the run has not begun
   */
  public static Optional<RunState> of(List<Event> log) {
    if (log.isEmpty()) {
      return Optional.empty();
    }
    var fold = new RunFold(log.getFirst().stream().run());
    log.forEach(fold::apply);
    return fold.state();
  }

  /**
   * Why nothing new starts.
   *
   * @param position of the event that says so
   */
  public record Halt(Problem problem, boolean pause, long position) {

    /** Whether somebody pulled the emergency stop: no process works on, not even to the end. */
    public boolean emergency() {
      return problem.code() == Code.STOPPED;
    }
  }

  /**
   * The graph being carried out.
   *
   * @throws java.util.NoSuchElementException before there is a plan
   */
  public TaskGraph graph() {
    return draft.plan().orElseThrow().graph();
  }

  /** An attempt, if it is the last one at its task. */
  Optional<AttemptView> current(AttemptId id) {
    return Optional.ofNullable(tasks.get(id.task()))
        .flatMap(TaskView::last)
        .filter(attempt -> attempt.id().equals(id));
  }

  public TaskStatus status(TaskId id) {
    return statuses.getOrDefault(id, TaskStatus.WAITING);
  }

  public boolean anyInFlight() {
    return tasks.values().stream().anyMatch(TaskView::inFlight);
  }

  /** Whether an attempt goes on that waits for nobody. */
  boolean busy() {
    return tasks.values().stream().anyMatch(task -> task.inFlight() && !task.awaitsApproval());
  }

  /** What waits for a person now, oldest first. */
  public List<Approval> awaited() {
    return ended.isPresent()
        ? List.of()
        : approvals.stream().filter(Approval::pending).filter(this::stillWaits).toList();
  }

  /** Whether somebody has answered it already; while a run is halted that takes no effect. */
  public boolean answered(Approval approval) {
    return wishes.answerTo(approval).isPresent();
  }

  private boolean stillWaits(Approval approval) {
    return approval
        .attempt()
        .map(id -> current(id).filter(a -> a.state() instanceof AttemptState.Gated).isPresent())
        .orElse(!adopted);
  }

  /** What was last asked for of the plan, answered or not. */
  Optional<Approval> planApproval() {
    return approvals.stream()
        .filter(approval -> approval.attempt().isEmpty())
        .reduce((_, last) -> last);
  }

  /** Who wants the run cancelled and has not wanted a task of it tried again since. */
  Optional<String> cancelled() {
    long wanted = tasks.values().stream().mapToLong(TaskView::wantedSince).max().orElse(0);
    return wishes.cancelRunAfter(wanted);
  }

  /** Those that take up a slot, in the order of the plan. */
  public List<AttemptView> running() {
    return tasks.values().stream()
        .filter(TaskView::running)
        .flatMap(task -> task.last().stream())
        .toList();
  }

  public int slotsTaken() {
    return running().size();
  }

  /** Whether every task is where it will stay. */
  public boolean allTerminal() {
    return adopted && statuses.values().stream().allMatch(TaskStatus::terminal);
  }

  /** Whether somebody set limits since the run was halted: there may be room now. */
  public boolean limitsSetSinceHalt() {
    return halt.filter(h -> limitsPosition > h.position()).isPresent();
  }

  /** When anybody was last heard of; when the run began if nobody was. */
  Instant lastActivity() {
    return tasks.values().stream()
        .flatMap(task -> task.last().stream())
        .map(attempt -> attempt.effort().lastSeen())
        .max(Instant::compareTo)
        .orElse(startedAt);
  }

  /** Whether a plan is still being made. */
  public boolean drafting() {
    return !adopted && draft.failure().isEmpty();
  }

  /**
   * How the run stands if nothing more will happen by itself; empty while something will. A halted
   * run is at rest once what was running has ended, one that was stopped in an emergency at once,
   * and one of which all that is left waits for a person, too.
   */
  public Optional<RunOutcome> atRest() {
    if (ended.isPresent()) {
      return ended;
    }
    boolean halted = halt.filter(h -> wishes.resumeAfter(h.position()).isEmpty()).isPresent();
    if (halted && (halt.get().emergency() || !busy())) {
      return Optional.of(halt.get().pause() ? RunOutcome.PAUSED : RunOutcome.STOPPED);
    }
    return halt.isEmpty() && waitsForPeopleAlone()
        ? Optional.of(RunOutcome.AWAITING_APPROVAL)
        : Optional.empty();
  }

  private boolean waitsForPeopleAlone() {
    var awaited = awaited();
    boolean unanswered = !awaited.isEmpty() && awaited.stream().noneMatch(this::answered);
    return unanswered
        && Listening.over(this)
        && !busy()
        && !statuses.containsValue(TaskStatus.READY);
  }

  /** Each task's status, from the closed and merged ones down the dependencies. */
  static Map<TaskId, TaskStatus> statusesOf(Collection<TaskView> tasks) {
    var byId = new LinkedHashMap<TaskId, TaskView>();
    tasks.forEach(task -> byId.put(task.id(), task));
    var statuses = new LinkedHashMap<TaskId, TaskStatus>();
    byId.keySet().forEach(id -> status(id, byId, statuses));
    return statuses;
  }

  /** Depth first without recursion: a chain of thousands of tasks must not use up the stack. */
  private static void status(
      TaskId start, Map<TaskId, TaskView> tasks, Map<TaskId, TaskStatus> known) {
    var stack = new java.util.ArrayDeque<TaskId>(List.of(start));
    while (!stack.isEmpty()) {
      var task = java.util.Objects.requireNonNull(tasks.get(stack.peek()));
      var open = task.task().dependencies().stream().filter(d -> !known.containsKey(d)).toList();
      if (known.containsKey(task.id()) || open.isEmpty()) {
        known.computeIfAbsent(task.id(), _ -> ownStatus(task, tasks, known));
        stack.pop();
      } else {
        open.forEach(stack::push);
      }
    }
  }

  /** Whether the change of a merged task has been taken back. */
  private static boolean undone(TaskView task, Map<TaskId, TaskView> tasks) {
    return task.closed()
        .flatMap(closed ->
            closed instanceof TaskView.Closed.AsWithdrawn(_, var undoneBy, _)
                ? undoneBy
                : Optional.<TaskId>empty())
        .flatMap(undo -> Optional.ofNullable(tasks.get(undo)))
        .filter(TaskView::merged)
        .isPresent();
  }

  private static TaskStatus ownStatus(
      TaskView task, Map<TaskId, TaskView> tasks, Map<TaskId, TaskStatus> known) {
    if (task.merged()) {
      return undone(task, tasks) ? TaskStatus.WITHDRAWN : TaskStatus.MERGED;
    }
    if (task.closed().isPresent()) {
      return switch (task.closed().get()) {
        case TaskView.Closed.AsFailed _ -> TaskStatus.FAILED;
        case TaskView.Closed.AsCancelled _ -> TaskStatus.CANCELLED;
        case TaskView.Closed.AsWithdrawn _ -> TaskStatus.WITHDRAWN;
      };
    }
    if (task.inFlight()) {
      return task.awaitsApproval() ? TaskStatus.AWAITING_APPROVAL : TaskStatus.RUNNING;
    }
    var dependencies = task.task().dependencies().stream().map(known::get).toList();
    if (dependencies.stream().anyMatch(d -> d != TaskStatus.MERGED && d != null && d.terminal())) {
      return TaskStatus.BLOCKED;
    }
    boolean free = dependencies.stream().allMatch(d -> d == TaskStatus.MERGED);
    return free ? TaskStatus.READY : TaskStatus.WAITING;
  }
}
