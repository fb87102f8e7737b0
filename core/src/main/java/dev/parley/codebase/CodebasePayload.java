package dev.parley.codebase;

import dev.parley.event.Payload;

/** What stage 2 puts into the log. */
public sealed interface CodebasePayload extends Payload {

  /** The repository was read. */
  record CodebaseProfiled(CodebaseProfile profile) implements CodebasePayload {}
}
