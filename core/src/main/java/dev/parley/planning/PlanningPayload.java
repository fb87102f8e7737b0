package dev.parley.planning;

import dev.parley.event.Payload;

/** What stage 4 puts into the log. */
public sealed interface PlanningPayload extends Payload {

  /** A valid plan was made, by a model or from a file. */
  record PlanDrafted(Plan plan) implements PlanningPayload {}
}
