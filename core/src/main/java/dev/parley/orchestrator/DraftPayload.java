package dev.parley.orchestrator;

import dev.parley.event.Payload;
import dev.parley.model.Problem;

/** How the way from transcript to plan ended, beside what its stages wrote. */
public sealed interface DraftPayload extends Payload {

  /** A worker took it (again). */
  record DraftPicked(long epoch, String worker) implements DraftPayload {}

  /** There is no plan. */
  record DraftFailed(Problem problem) implements DraftPayload {}
}
