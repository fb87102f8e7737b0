package dev.parley.analytics.insight;

import java.util.List;

/**
 * A change found: the newest values are not as those before.
 *
 * @param window how many of the newest differ
 * @param before their mean before, over as many values as were looked at
 * @param after the mean since
 * @param chance of finding one at any time in 500 values among which there is none
 */
record Shift(int window, double before, double after, double chance) {

  static final Shift NONE = new Shift(0, 0, 0, 1);

  /** Longer ago is another time. */
  static final int BASELINE_MAX = 200;

  /** A change that is older is how things are. */
  static final int WINDOW_MAX = 40;

  static Shift likelier(Shift one, Shift other) {
    return one.chance <= other.chance ? one : other;
  }

  static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }
}
