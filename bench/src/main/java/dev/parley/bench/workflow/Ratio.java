package dev.parley.bench.workflow;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Two means over the same seeds, and what one is of the other.
 *
 * @param low of an interval that holds the ratio in 95 of 100 cases: percentiles of a bootstrap
 *     over seeds; NaN where the ratio is
 */
public record Ratio(double one, double other, double ratio, double low, double high) {

  private static final int RESAMPLES = 1_000;

  /**
   * Of paired values. A pair of which one is NaN does not count.
   *
   * @param ones as long as {@code others}
   */
  static Ratio of(double[] ones, double[] others) {
    int count = 0;
    var a = new double[ones.length];
    var b = new double[ones.length];
    for (int i = 0; i < ones.length; i++) {
      if (!Double.isNaN(ones[i]) && !Double.isNaN(others[i])) {
        a[count] = ones[i];
        b[count] = others[i];
        count++;
      }
    }
    double one = Arrays.stream(a, 0, count).average().orElse(Double.NaN);
    double other = Arrays.stream(b, 0, count).average().orElse(Double.NaN);
    var ratios = resampled(a, b, count);
    return new Ratio(
        one,
        other,
        one / other,
        ratios[(int) (0.025 * RESAMPLES)],
        ratios[(int) (0.975 * RESAMPLES)]);
  }

  private static double[] resampled(double[] a, double[] b, int count) {
    var random = new SplittableRandom(1);
    var ratios = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      double one = 0;
      double other = 0;
      for (int i = 0; i < count; i++) {
        int pick = random.nextInt(count);
        one += a[pick];
        other += b[pick];
      }
      ratios[r] = one / other;
    }
    Arrays.sort(ratios);
    return ratios;
  }
}
