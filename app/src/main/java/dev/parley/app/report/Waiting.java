package dev.parley.app.report;

import dev.parley.model.TaskId;
import dev.parley.orchestrator.RunState;
import dev.parley.orchestrator.TaskStatus;
import dev.parley.scheduling.Hold;
import dev.parley.scheduling.Placement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a task waits for, in words. */
public final class Waiting {

  private static final int LINES_MAX = 20;

  private Waiting() {}

  /**
   * Empty if the task waits for nothing, be it that it runs, is done, or would start now.
   *
   * @param placement what the scheduler says; empty if it has nothing to say
   */
  public static Optional<String> of(RunState state, TaskId task, Optional<Placement> placement) {
    return switch (state.status(task)) {
      case WAITING -> Optional.of("tasks: " + open(state, task));
      case READY ->
          state
              .halt()
              .map(halt -> halt.problem().message())
              .or(() -> placement.flatMap(p -> p.hold(task)).map(Hold::words));
      case RUNNING, AWAITING_APPROVAL, MERGED, FAILED, BLOCKED, CANCELLED, WITHDRAWN ->
          Optional.empty();
    };
  }

  /** A line for each of the first few tasks that wait. */
  public static List<String> lines(RunState state, Optional<Placement> placement) {
    return state.tasks().keySet().stream()
        .flatMap(task -> of(state, task, placement).map(why -> task + " waits for " + why).stream())
        .limit(LINES_MAX)
        .toList();
  }

  private static String open(RunState state, TaskId task) {
    return Objects.requireNonNull(state.tasks().get(task)).task().dependencies().stream()
        .filter(id -> state.status(id) != TaskStatus.MERGED)
        .map(TaskId::value)
        .collect(Collectors.joining(", "));
  }
}
