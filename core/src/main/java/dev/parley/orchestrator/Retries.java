package dev.parley.orchestrator;

import dev.parley.orchestrator.CommandPayload.RetryAsked;
import dev.parley.orchestrator.RunPayload.RunReopened;
import dev.parley.orchestrator.RunPayload.TaskReopened;
import java.util.ArrayList;
import java.util.List;

/** Tasks that users want tried again. Pure. */
final class Retries {

  private Retries() {}

  /** Reopens each task whose retry was asked for since it was closed, and with it its run. */
  static List<Decision> wanted(RunState state) {
    var reopened = new ArrayList<Decision>();
    for (var task : state.tasks().values()) {
      task.closed()
          .filter(_ -> !task.withdrawn())
          .flatMap(closed -> state.wishes().retryAfter(task.id(), closed.position()))
          .ifPresent(retry -> reopened.addAll(reopened(state, reopened.isEmpty(), retry)));
    }
    return reopened;
  }

  private static List<Decision> reopened(RunState state, boolean first, RetryAsked retry) {
    var task = Decision.of(new TaskReopened(retry.task(), retry.hint(), retry.by()));
    return first && state.ended().isPresent()
        ? List.of(Decision.of(new RunReopened(retry.by())), task)
        : List.of(task);
  }
}
