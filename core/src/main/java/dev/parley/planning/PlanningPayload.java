package dev.parley.planning;

import dev.parley.event.Payload;

/** What stage 4 puts into the log. */
public sealed interface PlanningPayload extends Payload {

  /** A valid plan was made, by a model or from a file. */
  record PlanDrafted(Plan plan) implements PlanningPayload {}

  /** Tasks were planned for what a live meeting has come to since the plan was made. */
  record PlanExtended(Extension extension) implements PlanningPayload {}
}
