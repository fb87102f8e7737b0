package dev.parley.agent;

/**
 * Carries out one task in one worktree. Never commits. Thread-safe; must pass {@code
 * CodingAgentContract}.
 */
public interface CodingAgent {

  /** As in {@code --agent}. */
  String name();

  /**
   * Works until the agent says it is done, or cannot go on. An interrupt ends it, its processes
   * with it. The result says only what the agent claims: the caller looks at the tree.
   *
   * @throws dev.parley.model.ProblemException LIMIT_REACHED, NO_MODEL, MODEL_UNAVAILABLE,
   *     INTERRUPTED, ...
   */
  AgentResult work(AgentTask task, AgentListener listener);
}
