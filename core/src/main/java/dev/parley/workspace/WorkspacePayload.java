package dev.parley.workspace;

import dev.parley.event.Payload;

/** What stage 7 puts into an attempt's stream. */
public sealed interface WorkspacePayload extends Payload {

  /** A clean worktree with its environment set up. */
  record Prepared(String base, String path, long elapsedMillis) implements WorkspacePayload {}
}
