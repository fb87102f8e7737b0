package dev.parley.safety.pacing;

/**
 * An exponentially weighted mean and mean deviation, as TCP keeps of round trips (RFC 6298). Not
 * thread-safe.
 */
final class MovingMean {

  private static final double WEIGHT = 1.0 / 8;

  private double mean;
  private double deviation;
  private boolean learnt;

  /**
   * @param first taken for true until the first value
   */
  MovingMean(double first) {
    this.mean = first;
  }

  void add(double value) {
    if (learnt) {
      deviation += WEIGHT * (Math.abs(value - mean) - deviation);
      mean += WEIGHT * (value - mean);
    } else {
      learnt = true;
      mean = value;
      deviation = value / 2;
    }
  }

  /** The mean and one deviation. */
  double likelyMost() {
    return mean + deviation;
  }
}
