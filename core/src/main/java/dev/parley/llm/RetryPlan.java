package dev.parley.llm;

import static dev.parley.model.Require.require;

import java.time.Duration;

/**
 * How often and how long a model call is tried.
 *
 * @param maxTries at least 1; the first call counts
 * @param maxTotal from the first try's start; no wait goes beyond it
 * @param baseDelay longest wait after the first failure; doubled by each further one
 * @param maxDelay longest wait of our own; the provider may ask for more
 * @param waitsWhenHeldBack whether a call that Parley itself {@link ModelFailure#isHeldBack keeps
 *     back} waits until it may be made; no use if another model can be asked instead
 */
public record RetryPlan(
    int maxTries,
    Duration maxTotal,
    Duration baseDelay,
    Duration maxDelay,
    boolean waitsWhenHeldBack) {

  public static final RetryPlan STANDARD =
      new RetryPlan(6, Duration.ofMinutes(15), Duration.ofSeconds(1), Duration.ofSeconds(60));

  /** A plan that waits when a call is held back. */
  public RetryPlan(int maxTries, Duration maxTotal, Duration baseDelay, Duration maxDelay) {
    this(maxTries, maxTotal, baseDelay, maxDelay, true);
  }

  public RetryPlan {
    require(maxTries >= 1, "maxTries must be at least 1: %d", maxTries);
    require(maxTotal.isPositive(), "maxTotal must be positive: %s", maxTotal);
    require(baseDelay.isPositive(), "baseDelay must be positive: %s", baseDelay);
    require(maxDelay.compareTo(baseDelay) >= 0, "maxDelay is below baseDelay: %s", maxDelay);
  }

  /** The same plan where there is another model to ask. */
  public RetryPlan withAlternative() {
    return new RetryPlan(maxTries, maxTotal, baseDelay, maxDelay, false);
  }

  /** The longest own wait after this many failures. */
  Duration delayAfter(int failures) {
    Duration delay = baseDelay;
    for (int i = 1; i < failures && delay.compareTo(maxDelay) < 0; i++) {
      delay = delay.multipliedBy(2);
    }
    return delay.compareTo(maxDelay) < 0 ? delay : maxDelay;
  }
}
