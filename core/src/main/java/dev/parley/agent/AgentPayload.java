package dev.parley.agent;

import dev.parley.event.Payload;
import dev.parley.model.AttemptId;

/** What stage 8 puts into the log. */
public sealed interface AgentPayload extends Payload {

  /**
   * The agent's work is kept.
   *
   * @param tree what the worktree held
   * @param commit a commit of that tree on the base, which keeps it alive; never on a branch
   */
  record Coded(String base, String tree, String commit, String summary, int turns)
      implements AgentPayload {}

  /** Telemetry: something the agent said. */
  record AgentSaid(AttemptId attempt, String text) implements AgentPayload {}

  /**
   * Telemetry: a tool it used.
   *
   * @param what the tool and its arguments in one line, cut at 300 characters
   * @param result the first 2,000 characters
   */
  record ToolUsed(
      AttemptId attempt, String tool, String what, String result, boolean error, long elapsedMillis)
      implements AgentPayload {}
}
