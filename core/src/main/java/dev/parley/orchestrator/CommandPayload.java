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

  /** The failures counted so far shall not stop the run any more. */
  record BreakerReset(String by) implements CommandPayload {}

  /** Everything shall stop at once; what is cut off is kept. */
  record StopAsked(String by) implements CommandPayload {}

  /** A server shall carry the run out, whoever began it. */
  record ServiceAsked(String by) implements CommandPayload {}

  /** The plan shall be carried out although it may not fit the limits. */
  record ForecastAccepted(String by) implements CommandPayload {}
}
