package dev.parley.analytics;

import static dev.parley.model.Require.require;

/**
 * A rate with its score interval: where the true rate lies with a stated certainty, also for few
 * trials and for rates near 0 and 1. After E. B. Wilson, JASA 22 (1927).
 *
 * @param rate as counted; 0 if nothing was
 * @param low end of the interval, from 0
 * @param high end of the interval, to 1
 */
public record Wilson(double rate, double low, double high) {

  /** Two-sided 95%. */
  public static final double Z95 = 1.959964;

  /** At 95%. */
  public static Wilson of(int successes, int trials) {
    return of(successes, trials, Z95);
  }

  /**
   * @param z standard deviations to each side
   * @return 0 to 1 if there were no trials
   */
  public static Wilson of(int successes, int trials, double z) {
    require(successes >= 0 && successes <= trials, "%d of %d", successes, trials);
    if (trials == 0) {
      return new Wilson(0, 0, 1);
    }
    double rate = (double) successes / trials;
    double zz = z * z / trials;
    double middle = (rate + zz / 2) / (1 + zz);
    double half = z / (1 + zz) * Math.sqrt(rate * (1 - rate) / trials + zz / trials / 4);
    double low = successes == 0 ? 0 : Math.max(0, middle - half);
    double high = successes == trials ? 1 : Math.min(1, middle + half);
    return new Wilson(rate, low, high);
  }
}
