package dev.parley.agent;

/** How a session ended, as the agent tells it. */
public sealed interface AgentResult {

  /** The agent says it is done. */
  record Finished(String summary, int turns) implements AgentResult {}

  /** It kept doing the same, or failing the same way. */
  record WentInCircles(String reason) implements AgentResult {}

  /** Its time or its turns were used up. */
  record RanOut(String reason) implements AgentResult {}

  /** No sign of life for too long. */
  record FellSilent(String reason) implements AgentResult {}

  /** It gave up or broke. */
  record GaveUp(String reason) implements AgentResult {}
}
