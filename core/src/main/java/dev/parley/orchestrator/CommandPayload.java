package dev.parley.orchestrator;

import dev.parley.event.Payload;
import dev.parley.model.TaskId;
import dev.parley.safety.Limits;
import java.util.Optional;

/** What users ask of a run while it lives. Anyone may append; the tick decides. */
public sealed interface CommandPayload extends Payload {

  /**
   * @param task empty for the whole run
   */
  record CancelAsked(Optional<TaskId> task, String by) implements CommandPayload {}

  /**
   * @param limits new ones; empty to go on with those in force
   */
  record ResumeAsked(Optional<Limits> limits, String by) implements CommandPayload {}
}
