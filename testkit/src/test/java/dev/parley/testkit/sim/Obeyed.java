package dev.parley.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.attempt.AttemptPayload.Approved;
import dev.parley.event.Event;
import dev.parley.model.AttemptId;
import dev.parley.model.TaskId;
import dev.parley.orchestrator.RunPayload;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether a run did what its users said, event by event. */
final class Obeyed {

  private final Map<AttemptId, Boolean> needsApproval = new HashMap<>();
  private final Set<Optional<AttemptId>> open = new HashSet<>();
  private final Set<Optional<AttemptId>> granted = new HashSet<>();
  private final Set<TaskId> closed = new HashSet<>();
  private boolean halted;
  private boolean ended;

  private Obeyed() {}

  /**
   * @param log of a run whose plan must be approved, oldest first
   */
  static void in(List<Event> log) {
    var obeyed = new Obeyed();
    for (var event : log) {
      switch (event.payload()) {
        case Approved(_, _, _, _, var paths) ->
            obeyed.needsApproval.put(event.stream().attempt().orElseThrow(), !paths.isEmpty());
        case RunPayload decision -> obeyed.decided(decision);
        default -> {}
      }
    }
  }

  private void decided(RunPayload decision) {
    switch (decision) {
      case RunPayload.RunHalted _ -> halted = true;
      case RunPayload.RunResumed _ -> halted = false;
      case RunPayload.PlanAdopted _ -> assertThat(granted).contains(Optional.empty());
      case RunPayload.AttemptStarted(var id, _) -> {
        assertThat(halted).as("%s started while nothing may", id).isFalse();
        assertThat(closed).doesNotContain(id.task());
        assertThat(ended).isFalse();
      }
      case RunPayload.IntegrationQueued(var id) ->
          assertThat(granted.contains(Optional.of(id)) || !needsApproval.getOrDefault(id, false))
              .as("%s is integrated, approved if it must be", id)
              .isTrue();
      case RunPayload.ApprovalRequested(var id, _, _) ->
          assertThat(open.add(id)).as("%s asked for once", id).isTrue();
      case RunPayload.ApprovalDecided(var id, var approved, _, _) -> {
        assertThat(open.remove(id)).as("%s decided once", id).isTrue();
        assertThat(halted).as("%s decided while nothing goes on", id).isFalse();
        assertThat(!approved || granted.add(id)).isTrue();
      }
      case RunPayload.TaskFailed(var id, _, _) -> assertThat(closed.add(id)).isTrue();
      case RunPayload.TaskCancelled(var id, _) -> assertThat(closed.add(id)).isTrue();
      case RunPayload.TaskWithdrawn(var id, _, _) -> closed.add(id);
      case RunPayload.TaskReopened(var id, _, _) -> assertThat(closed.remove(id)).isTrue();
      case RunPayload.RunEnded _ -> {
        assertThat(ended).isFalse();
        ended = true;
      }
      case RunPayload.RunReopened _ -> {
        assertThat(ended).isTrue();
        ended = false;
      }
      case RunPayload.RunStarted _,
          RunPayload.ListeningDue _,
          RunPayload.ExtensionAdopted _,
          RunPayload.AttemptDisplaced _,
          RunPayload.PlanEdited _ -> {}
    }
  }
}
