package dev.parley.estimation;

import static dev.parley.model.Require.require;

/**
 * What a task will take.
 *
 * @param task its id
 * @param seconds of all its attempts together, without waiting
 * @param attempts expected, at least 1
 * @param costMicros of all its attempts together, in micro-dollars
 * @param confidence from 0 to 1: how much similar history there is, and how alike it turned out
 * @param basis what it rests on, for people: {@code 23 similar tasks}
 */
public record Estimate(
    String task,
    Range seconds,
    double attempts,
    Range costMicros,
    double confidence,
    String basis) {

  /**
   * A quantity that is not known exactly.
   *
   * @param p10 it is below this once in ten times
   * @param p50 it is as often below this as above
   * @param p90 it is above this once in ten times
   * @param mean what it is on average; the mean of a sum is the sum of the means
   */
  public record Range(double p10, double p50, double p90, double mean) {

    public Range {
      require(
          0 <= p10 && p10 <= p50 && p50 <= p90 && mean >= 0,
          "no range: %s %s %s, mean %s",
          p10,
          p50,
          p90,
          mean);
    }
  }

  public Estimate {
    require(attempts >= 1, "expected attempts below 1: %s", attempts);
    require(confidence >= 0 && confidence <= 1, "confidence is not in 0 to 1: %s", confidence);
  }
}
