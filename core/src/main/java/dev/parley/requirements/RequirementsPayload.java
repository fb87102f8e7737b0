package dev.parley.requirements;

import dev.parley.event.Payload;

/** What stage 3 puts into the log. */
public sealed interface RequirementsPayload extends Payload {

  /** The requirements were written and their citations checked. */
  record RequirementsDrafted(Prd prd) implements RequirementsPayload {}

  /** The requirements of a meeting that is going on were written anew. */
  record RequirementsRevised(Revision revision) implements RequirementsPayload {}
}
