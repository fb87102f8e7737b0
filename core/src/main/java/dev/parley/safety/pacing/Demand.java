package dev.parley.safety.pacing;

import static dev.parley.model.Require.require;

import dev.parley.llm.QuotaReport.Dimension;
import dev.parley.model.TokenUsage;

/**
 * What a call counts against rate limits, expected or known.
 *
 * @param requests 1, or 0 if it was never sent
 * @param inputTokens without those read from a cache
 */
record Demand(long requests, long inputTokens, long outputTokens) {

  static final Demand NOTHING = new Demand(0, 0, 0);

  Demand {
    require(
        requests >= 0 && inputTokens >= 0 && outputTokens >= 0,
        "negative demand: %d %d %d",
        requests,
        inputTokens,
        outputTokens);
  }

  static Demand of(TokenUsage usage) {
    return new Demand(1, usage.input() + usage.cacheWrite(), usage.output());
  }

  /** A request that was refused: it counts, its tokens do not. */
  static Demand refused() {
    return new Demand(1, 0, 0);
  }

  double in(Dimension dimension) {
    long count =
        switch (dimension) {
          case REQUESTS -> requests;
          case TOKENS -> inputTokens + outputTokens;
          case INPUT_TOKENS -> inputTokens;
          case OUTPUT_TOKENS -> outputTokens;
        };
    return (double) count;
  }
}
