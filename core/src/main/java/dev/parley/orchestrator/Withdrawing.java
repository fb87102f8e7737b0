package dev.parley.orchestrator;

import dev.parley.attempt.AttemptState;
import dev.parley.model.TaskId;
import dev.parley.orchestrator.Decision.CutOff;
import dev.parley.orchestrator.RunPayload.TaskWithdrawn;
import dev.parley.planning.CodingTask;
import dev.parley.planning.TaskType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which tasks of a live meeting are for something that was taken back, and what becomes of them.
 * Pure. A task is withdrawn when a requirement of its is gone, or, as long as it has not landed,
 * when one was decided anew since it was planned; and when it waits for one that is withdrawn. What
 * waits is closed, what runs is cut off, what is being brought in is let through first, and what
 * has landed gets a task that takes its change back.
 */
final class Withdrawing {

  private static final String BY = "the meeting";

  private Withdrawing() {}

  /** What is to be withdrawn now. */
  static List<Decision> due(RunState state) {
    if (state.live().isEmpty() || !state.adopted()) {
      return List.of();
    }
    var decisions = new ArrayList<Decision>();
    doomed(state)
        .forEach((id, reason) -> {
          var task = java.util.Objects.requireNonNull(state.tasks().get(id));
          if (!task.withdrawn() && !integrating(task) && !cancelled(task)) {
            decisions.add(decision(task, reason));
          }
        });
    return decisions;
  }

  /** The tasks that are withdrawn or to be, with the reason, in the order of the plan. */
  static Map<TaskId, String> doomed(RunState state) {
    var doomed = new LinkedHashMap<TaskId, String>();
    var live = state.live().orElseThrow();
    for (var task : state.graph().tasks()) {
      var view = Optional.ofNullable(state.tasks().get(task.id()));
      boolean landed = view.filter(TaskView::merged).isPresent();
      reason(live, task, landed).ifPresent(reason -> doomed.put(task.id(), reason));
    }
    for (boolean more = true; more; ) {
      more = false;
      for (var view : state.tasks().values()) {
        var lost = view.task().dependencies().stream().filter(doomed::containsKey).findFirst();
        if (lost.isPresent() && !view.merged() && !doomed.containsKey(view.id())) {
          doomed.put(view.id(), "it needs " + lost.get() + ", which is withdrawn");
          more = true;
        }
      }
    }
    return doomed;
  }

  private static Optional<String> reason(LiveView live, CodingTask task, boolean landed) {
    var history = live.history();
    int from = live.planned().draftOf(task.id());
    if (from == 0) {
      return Optional.empty();
    }
    for (var id : task.requirements()) {
      if (history.current().flatMap(prd -> prd.requirement(id)).isEmpty()) {
        return Optional.of("the meeting took " + id + " back");
      }
      if (!landed && history.changedIn().getOrDefault(id, 0) > from) {
        return Optional.of("the meeting decided " + id + " anew");
      }
    }
    return Optional.empty();
  }

  private static boolean integrating(TaskView task) {
    return task.last().filter(a -> a.state() instanceof AttemptState.Integrating).isPresent();
  }

  private static boolean cancelled(TaskView task) {
    return task.closed().filter(TaskView.Closed.AsCancelled.class::isInstance).isPresent();
  }

  private static Decision decision(TaskView task, String reason) {
    if (task.merged()) {
      var undo = Optional.of(undo(task.task(), reason));
      return Decision.of(new TaskWithdrawn(task.id(), reason, undo));
    }
    var running =
        task.inFlight()
            ? task.last().map(AttemptView::id)
            : Optional.<dev.parley.model.AttemptId>empty();
    return new Decision(
        new TaskWithdrawn(task.id(), reason, Optional.empty()),
        Optional.empty(),
        running.map(attempt -> new CutOff(List.of(attempt), BY)));
  }

  /** The id of the task that would take a task's change back. */
  static TaskId undoOf(TaskId task) {
    var name = task.value();
    return new TaskId(name.substring(0, Math.min(name.length(), 58)) + "-undo");
  }

  private static CodingTask undo(CodingTask task, String reason) {
    return new CodingTask(
        undoOf(task.id()),
        "revert: " + task.title(),
        """
        Take back what the task %s did, because %s. It was: %s

        %s

        Remove its code, its tests and what documents it. Leave alone what other tasks did, and \
        what was there before.\
        """
            .formatted(task.id(), reason, task.title(), task.description()),
        TaskType.MODIFICATION,
        List.of(),
        task.files(),
        List.of(),
        List.of("What " + task.id() + " added is gone, and everything else works as before."),
        List.of(),
        Optional.of(task.id()));
  }

  /**
   * Of these requirements, those that no task fulfils as they are now: never planned, decided anew
   * since, or planned as tasks that are withdrawn.
   */
  static List<String> unplanned(RunState state, List<String> wanted) {
    var live = state.live().orElseThrow();
    Set<String> lost = new HashSet<>();
    if (state.draft().plan().isPresent()) {
      var doomed = doomed(state).keySet();
      for (var task : state.graph().tasks()) {
        if (doomed.contains(task.id())) {
          int from = live.planned().draftOf(task.id());
          task.requirements().stream()
              .filter(id -> live.planned().draftOf(id) <= from)
              .forEach(lost::add);
        }
      }
    }
    return wanted.stream()
        .filter(id ->
            lost.contains(id)
                || live.planned().draftOf(id) < live.history().changedIn().getOrDefault(id, 1))
        .toList();
  }
}
