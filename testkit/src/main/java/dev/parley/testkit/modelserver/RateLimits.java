package dev.parley.testkit.modelserver;

import static dev.parley.model.Require.require;

/**
 * What an account may use in a minute, of each model. The server keeps count, says in its headers
 * how much is left, and answers 429 when there is none.
 *
 * @param requestsPerMinute at least 1
 * @param tokensPerMinute of input and output together, cache reads left out; at least 1
 */
public record RateLimits(long requestsPerMinute, long tokensPerMinute) {

  public RateLimits {
    require(requestsPerMinute >= 1, "requestsPerMinute below 1: %d", requestsPerMinute);
    require(tokensPerMinute >= 1, "tokensPerMinute below 1: %d", tokensPerMinute);
  }

  /** So much that nothing ever waits. */
  public static RateLimits generous() {
    return new RateLimits(1_000_000, 1_000_000_000);
  }
}
