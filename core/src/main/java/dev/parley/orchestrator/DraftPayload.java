package dev.parley.orchestrator;

import dev.parley.event.Payload;
import dev.parley.model.Problem;

/** How the way from transcript to plan ended, beside what its stages wrote. */
public sealed interface DraftPayload extends Payload {

  /** A worker took it (again). */
  record DraftPicked(long epoch, String worker) implements DraftPayload {}

  /**
   * All that follows from a draft of a live meeting's requirements has been done, its planning too;
   * another may be asked for.
   */
  record ListeningDone(int number) implements DraftPayload {}

  /** A draft came to nothing while the meeting goes on; the next one reads what it should have. */
  record ListeningFailed(int number, Problem problem) implements DraftPayload {}

  /** There is no plan. */
  record DraftFailed(Problem problem) implements DraftPayload {}
}
