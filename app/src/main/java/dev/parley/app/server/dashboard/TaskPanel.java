package dev.parley.app.server.dashboard;

import dev.parley.app.report.EstimateText;
import dev.parley.model.TaskId;
import dev.parley.orchestrator.RunState;
import dev.parley.orchestrator.TaskStatus;
import dev.parley.orchestrator.TaskView;
import dev.parley.planning.CodingTask;
import dev.parley.safety.Ledger.Spend;
import dev.parley.scheduling.Placement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The selected task, with all that is known of it but its log.
 *
 * @param now what it is at, waits for, or came to
 * @param hint what a user told its agents when it was tried again
 * @param commit on the run's branch; empty if there is none
 * @param ask whether its change waits for a person
 */
public record TaskPanel(
    String run,
    String id,
    String title,
    StatusMark mark,
    String now,
    String description,
    String type,
    List<String> acceptance,
    List<String> files,
    List<Other> needs,
    List<Other> neededBy,
    Optional<String> estimate,
    String cost,
    Optional<String> hint,
    Optional<String> commit,
    List<AttemptPanel> attempts,
    List<Provenance> requirements,
    Optional<RunHead.Ask> ask,
    boolean cancellable,
    boolean retriable) {

  private static final int TEXT = 8_000;

  /** Another task. */
  public record Other(String id, StatusMark mark) {}

  /**
   * The panel.
   *
   * @return empty if the run has no such task
   */
  static Optional<TaskPanel> of(
      RunState state, TaskId id, Optional<Placement> placement, Spend spend) {
    return Optional.ofNullable(state.tasks().get(id))
        .map(view -> panel(state, view, placement, spend));
  }

  private static TaskPanel panel(
      RunState state, TaskView view, Optional<Placement> placement, Spend spend) {
    var task = view.task();
    var status = state.status(task.id());
    boolean closed = status == TaskStatus.FAILED || status == TaskStatus.CANCELLED;
    return new TaskPanel(
        state.run().value(),
        task.id().value(),
        Wording.line(task.title(), 300),
        StatusMark.of(status),
        TaskTable.now(state, view, placement),
        Wording.lines(task.description(), TEXT),
        Wording.words(task.type().wireName()),
        task.acceptance().stream().map(line -> Wording.line(line, 600)).toList(),
        task.files().stream().map(file -> Wording.line(file, 300)).toList(),
        others(state, task.dependencies()),
        others(state, dependents(state, task)),
        state.draft().estimate(task.id()).map(EstimateText::of),
        Wording.money(spend.settled().plus(spend.reserved())),
        view.reopened().flatMap(TaskView.Reopened::hint).map(text -> Wording.lines(text, TEXT)),
        AttemptPanel.commit(view),
        view.attempts().reversed().stream().map(AttemptPanel::of).toList(),
        Provenance.of(state, requirement -> task.requirements().contains(requirement.id())),
        state.awaited().stream()
            .filter(one -> one.attempt().filter(a -> a.task().equals(task.id())).isPresent())
            .findFirst()
            .map(RunHead.Ask::of),
        !status.terminal() && state.ended().isEmpty(),
        closed);
  }

  private static List<TaskId> dependents(RunState state, CodingTask task) {
    return state.tasks().values().stream()
        .map(TaskView::task)
        .filter(other -> other.dependencies().contains(task.id()))
        .map(CodingTask::id)
        .toList();
  }

  private static List<Other> others(RunState state, List<TaskId> ids) {
    return ids.stream()
        .distinct()
        .map(id -> new Other(id.value(), StatusMark.of(Objects.requireNonNull(state.status(id)))))
        .toList();
  }
}
