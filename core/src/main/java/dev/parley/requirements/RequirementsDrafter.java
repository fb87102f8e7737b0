package dev.parley.requirements;

import dev.parley.codebase.CodebaseProfile;
import dev.parley.llm.CallContext;
import dev.parley.meeting.Meeting;

/** Placeholder until the stage lands; never shipped. */
@SuppressWarnings("DoNotCallSuggester")
public final class RequirementsDrafter {
  public Prd draft(Meeting m, CodebaseProfile p, CallContext c) {
    throw new IllegalStateException();
  }
}
