package dev.parley.model;

import static dev.parley.model.Require.require;

/**
 * Tokens of one or more model calls, each kind counted once: {@code input} excludes both cache
 * kinds.
 */
public record TokenUsage(long input, long output, long cacheWrite, long cacheRead) {

  public static final TokenUsage NONE = new TokenUsage(0, 0, 0, 0);

  public TokenUsage {
    require(
        input >= 0 && output >= 0 && cacheWrite >= 0 && cacheRead >= 0,
        "negative usage: %d %d %d %d",
        input,
        output,
        cacheWrite,
        cacheRead);
  }

  public TokenUsage plus(TokenUsage other) {
    return new TokenUsage(
        input + other.input,
        output + other.output,
        cacheWrite + other.cacheWrite,
        cacheRead + other.cacheRead);
  }

  /** What counts against token limits: cache reads count in money only. */
  public long limited() {
    return input + output + cacheWrite;
  }
}
