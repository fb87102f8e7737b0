package dev.parley.llm;

import static dev.parley.model.Require.require;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a provider said of its rate limits, in the head of an answer or of a refusal.
 *
 * @param quotas only those it named and that are plausible
 * @param roundTrip since the request was sent; the provider counted at some time since then
 */
public record QuotaReport(Map<Dimension, Quota> quotas, Duration roundTrip) {

  /** What is counted. */
  public enum Dimension {
    REQUESTS,
    /** Input and output together. */
    TOKENS,
    INPUT_TOKENS,
    OUTPUT_TOKENS
  }

  /**
   * The state of one limit.
   *
   * @param limit of a minute, unless {@code untilFull} says that it refills more slowly
   * @param untilFull how long until all of it remains again; empty if that was not said
   */
  public record Quota(long limit, long remaining, Optional<Duration> untilFull) {

    private static final long MAX_LIMIT = 1_000_000_000_000L;
    private static final Duration MAX_UNTIL_FULL = Duration.ofDays(31);

    public Quota {
      require(limit >= 1 && limit <= MAX_LIMIT, "limit out of range: %d", limit);
      require(remaining >= 0 && remaining <= limit, "remaining out of range: %d", remaining);
      require(
          untilFull.filter(time -> !isPlausible(time)).isEmpty(),
          "untilFull out of range: %s",
          untilFull);
    }

    /**
     * A quota of foreign values.
     *
     * @return empty if limit and remaining make no sense; without {@code untilFull} if that does
     *     not
     */
    public static Optional<Quota> plausible(
        long limit, long remaining, Optional<Duration> untilFull) {
      return limit >= 1 && limit <= MAX_LIMIT && remaining >= 0 && remaining <= limit
          ? Optional.of(new Quota(limit, remaining, untilFull.filter(Quota::isPlausible)))
          : Optional.empty();
    }

    private static boolean isPlausible(Duration time) {
      return !time.isNegative() && time.compareTo(MAX_UNTIL_FULL) <= 0;
    }
  }

  public QuotaReport {
    quotas = Map.copyOf(quotas);
    require(!roundTrip.isNegative(), "roundTrip is negative: %s", roundTrip);
  }
}
