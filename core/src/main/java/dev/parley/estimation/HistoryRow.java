package dev.parley.estimation;

import static dev.parley.model.Require.require;

import dev.parley.model.Money;
import dev.parley.model.TokenUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A finished task: what it was, who did it, and what it took.
 *
 * @param startedAt empty if unknown; the order of learning, not this, says what is recent
 * @param effort what it took, all attempts together
 * @param merged whether its change landed; empty if unknown
 * @param censored whether it was cut off by a time-out or killed, so that it would have taken more
 */
public record HistoryRow(
    TaskTraits task,
    Assignment assignment,
    Optional<Instant> startedAt,
    Effort effort,
    Optional<Boolean> merged,
    boolean censored) {

  /**
   * What a task took.
   *
   * @param duration all its attempts, without waiting for a slot
   * @param cost empty if unknown, which is not zero
   * @param tokens empty if unknown
   */
  public record Effort(
      Duration duration, int attempts, Optional<Money> cost, Optional<TokenUsage> tokens) {

    public Effort {
      require(!duration.isNegative(), "negative duration: %s", duration);
      require(attempts >= 1, "attempts must be at least 1: %d", attempts);
    }
  }
}
