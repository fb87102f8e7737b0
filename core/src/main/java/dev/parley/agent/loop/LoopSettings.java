package dev.parley.agent.loop;

import static dev.parley.model.Require.require;

import dev.parley.llm.ModelRequest;
import java.time.Duration;

/**
 * Bounds of one session of the built-in agent.
 *
 * @param maxTurns model answers
 * @param maxOutputTokens of one answer
 * @param commandTimeout of a command that names none
 * @param maxCommandTimeout what a command may ask for
 * @param toolResultChars of one tool result; what is longer loses its middle
 * @param conversationChars of everything sent; old tool results are left out beyond that
 */
public record LoopSettings(
    int maxTurns,
    int maxOutputTokens,
    Duration commandTimeout,
    Duration maxCommandTimeout,
    int toolResultChars,
    int conversationChars) {

  /** What is used unless somebody says otherwise. */
  public static final LoopSettings STANDARD =
      new LoopSettings(
          80,
          ModelRequest.DEFAULT_MAX_OUTPUT_TOKENS,
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          30_000,
          400_000);

  public LoopSettings {
    require(maxTurns >= 1, "maxTurns must be at least 1: %d", maxTurns);
    require(maxOutputTokens >= 1, "maxOutputTokens must be at least 1: %d", maxOutputTokens);
    require(commandTimeout.isPositive(), "commandTimeout must be positive: %s", commandTimeout);
    require(
        maxCommandTimeout.compareTo(commandTimeout) >= 0,
        "maxCommandTimeout is below commandTimeout: %s",
        maxCommandTimeout);
    require(toolResultChars >= 500, "toolResultChars must be at least 500: %d", toolResultChars);
    require(
        conversationChars >= 2 * toolResultChars,
        "conversationChars must hold two tool results: %d",
        conversationChars);
  }
}
