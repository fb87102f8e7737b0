package dev.parley.agent.loop;

import java.util.Optional;

/**
 * What a tool answers.
 *
 * @param summary present if the model ended the session
 */
record ToolOutcome(String text, boolean error, Optional<String> summary) {

  static ToolOutcome done(String text) {
    return new ToolOutcome(text, false, Optional.empty());
  }

  static ToolOutcome failed(String text) {
    return new ToolOutcome(text, true, Optional.empty());
  }

  static ToolOutcome finished(String summary) {
    return new ToolOutcome("Finished.", false, Optional.of(summary));
  }
}
