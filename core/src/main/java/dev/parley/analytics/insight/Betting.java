package dev.parley.analytics.insight;

import static dev.parley.model.Require.require;

import java.util.List;

/**
 * Whether the mean of numbers between 0 and 1 is above a bound, answered after each number without
 * being fooled by looking often: somebody who bets against the bound can hardly get rich if it
 * holds, however long they play (Waudby-Smith and Ramdas, JRSS B 86, 2024). Pure.
 */
final class Betting {

  /** Stakes between which the money is divided evenly, as parts of the most one may bet. */
  private static final List<Double> STAKES = List.of(0.1, 0.3, 0.6);

  private Betting() {}

  /**
   * A number that is at most {@code p} with a chance of at most {@code p}, at whatever time one
   * looks, if the mean is at most the bound.
   *
   * @param values from 0 to 1, in the order in which they came
   * @param bound between 0 and 1, both excluded
   */
  static double chance(List<Double> values, double bound) {
    require(bound > 0 && bound < 1, "no bound: %s", bound);
    double wealth = 0;
    for (double stake : STAKES) {
      double log = 0;
      for (double value : values) {
        log += Math.log1p(stake * (value - bound) / bound);
      }
      wealth += Math.exp(Math.min(log, 600)) / STAKES.size();
    }
    return Math.min(1, 1 / wealth);
  }
}
