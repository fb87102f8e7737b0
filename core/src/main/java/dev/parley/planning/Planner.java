package dev.parley.planning;

import dev.parley.codebase.CodebaseProfile;
import dev.parley.llm.CallContext;
import dev.parley.requirements.Prd;

/** Placeholder until the stage lands; never shipped. */
@SuppressWarnings("DoNotCallSuggester")
public final class Planner {
  public Plan plan(Prd m, CodebaseProfile p, CallContext c) {
    throw new IllegalStateException();
  }
}
