package dev.parley.estimation;

import dev.parley.estimation.Estimate.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * How good predictions were, against those that the running quantiles of all earlier outcomes would
 * have made. The first outcome is not scored: nothing precedes it.
 */
public final class Score {

  private static final double[] SHARES = {0.1, 0.5, 0.9};

  private double[] earlier = new double[64];
  private int seen;
  private final Side ours = new Side();
  private final Side running = new Side();
  private double tookInAll;
  private double meansInAll;

  /** Sums over all scored outcomes for one way of predicting. */
  private static final class Side {
    private final List<Double> errors = new ArrayList<>();
    private final double[] pinball = new double[SHARES.length];
    private int covered;
    private double width;

    void add(double[] quantiles, double actual) {
      errors.add(Math.abs(actual - quantiles[1]));
      for (int i = 0; i < SHARES.length; i++) {
        double miss = actual - quantiles[i];
        pinball[i] += miss >= 0 ? SHARES[i] * miss : (SHARES[i] - 1) * miss;
      }
      covered += quantiles[0] <= actual && actual <= quantiles[2] ? 1 : 0;
      width += quantiles[2] - quantiles[0];
    }

    double meanError() {
      return errors.stream().mapToDouble(error -> error).sum() / errors.size();
    }

    double medianError() {
      var sorted = new ArrayList<>(errors);
      Collections.sort(sorted);
      int n = sorted.size();
      if (n == 0) {
        return Double.NaN;
      }
      return (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
    }
  }

  /** One outcome, in the order in which they came. */
  void add(Range predicted, double actual) {
    if (seen > 0) {
      ours.add(new double[] {predicted.p10(), predicted.p50(), predicted.p90()}, actual);
      running.add(Arrays.stream(SHARES).map(this::earlierQuantile).toArray(), actual);
      tookInAll += actual;
      meansInAll += predicted.mean();
    }
    remember(actual);
  }

  private double earlierQuantile(double share) {
    double at = share * (seen - 1);
    int i = (int) at;
    return i + 1 < seen ? earlier[i] + (at - i) * (earlier[i + 1] - earlier[i]) : earlier[i];
  }

  private void remember(double actual) {
    if (seen == earlier.length) {
      earlier = Arrays.copyOf(earlier, 2 * seen);
    }
    int found = Arrays.binarySearch(earlier, 0, seen, actual);
    int at = found < 0 ? -found - 1 : found;
    System.arraycopy(earlier, at, earlier, at + 1, seen - at);
    earlier[at] = actual;
    seen++;
  }

  /** How many outcomes were scored. */
  public int scored() {
    return ours.errors.size();
  }

  /**
   * Mean absolute error of the median, as a multiple of the running median's; below 1 is better.
   */
  public double meanErrorRatio() {
    return ratio(ours.meanError(), running.meanError());
  }

  /** Median absolute error of the median, as a multiple of the running median's. */
  public double medianErrorRatio() {
    return ratio(ours.medianError(), running.medianError());
  }

  /** Pinball loss at p10, p50 and p90, as multiples of the running quantiles'. */
  public double[] pinballRatios() {
    var ratios = new double[SHARES.length];
    Arrays.setAll(ratios, i -> ratio(ours.pinball[i], running.pinball[i]));
    return ratios;
  }

  /** Share of the outcomes that lay between p10 and p90; 0.8 is promised. */
  public double coverage() {
    return (double) ours.covered / scored();
  }

  /** Mean width of the intervals, as a multiple of that between the running p10 and p90. */
  public double widthRatio() {
    return ratio(ours.width, running.width);
  }

  /** Sum of the means as a multiple of what all took together; 1 is right. */
  public double sumRatio() {
    return ratio(meansInAll, tookInAll);
  }

  /** Two nothings are alike; of nothing scored nothing is known. */
  private double ratio(double one, double other) {
    if (scored() == 0) {
      return Double.NaN;
    }
    return one == other ? 1 : one / other;
  }
}
