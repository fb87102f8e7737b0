package dev.parley.analytics.insight;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Notices that amounts of money or time have doubled, or that a share has fallen: over every moment
 * at which that may have begun, the newest values against those before. Pure.
 *
 * <p>Both must speak for it: the likelihood ratio of logarithms that moved by that much against
 * ones that did not, with their spread unknown and outliers pulled in; and the ranks, which do not
 * depend on how the values are distributed.
 */
final class LevelShift {

  private static final int WINDOW_MIN = 4;
  private static final int BASELINE_MIN = 15;
  private static final double WHISKER = 1.5;
  private static final double SPREAD_MIN = 0.02;

  /** Found by simulation, as in {@link RateShift}. */
  private static final double LOOKS = 90;

  /** Likewise for ranks; less is asked of them, since the ratio is asked too. */
  private static final double LOOKS_RANKS = 2;

  private LevelShift() {}

  /**
   * Of positive amounts: whether they have doubled. Amounts of 0 are of nothing and count as small.
   */
  static Shift ofAmounts(List<Double> amounts) {
    int size = Math.min(amounts.size(), Shift.BASELINE_MAX + Shift.WINDOW_MAX);
    var newest = amounts.subList(amounts.size() - size, amounts.size());
    double[] logs =
        newest.stream().mapToDouble(amount -> Math.log(Math.max(amount, 1e-6))).toArray();
    return find(newest, logs, Math.log(2));
  }

  /** Of shares from 0 to 1: whether they have fallen by a third of their spread or more. */
  static Shift ofFallingShares(List<Double> shares) {
    int size = Math.min(shares.size(), Shift.BASELINE_MAX + Shift.WINDOW_MAX);
    var newest = shares.subList(shares.size() - size, shares.size());
    double[] falling = newest.stream().mapToDouble(share -> -share).toArray();
    return find(newest, falling, 0.2);
  }

  private static Shift find(List<Double> shown, double[] values, double by) {
    int size = values.length;
    if (size < BASELINE_MIN + WINDOW_MIN) {
      return Shift.NONE;
    }
    double[] calm = winsorised(values, by);
    double[] scores = scores(values);
    var all = new Whole(size, sum(calm), squares(calm), squares(scores) / (size - 1), by);
    double newest = 0;
    double newestScores = 0;
    int best = 0;
    double least = 1;
    for (int window = 1; window <= Math.min(Shift.WINDOW_MAX, size - BASELINE_MIN); window++) {
      newest += calm[size - window];
      newestScores += scores[size - window];
      double chance = window < WINDOW_MIN ? 1 : all.chance(window, newest, newestScores);
      if (chance < least) {
        best = window;
        least = chance;
      }
    }
    return best == 0
        ? Shift.NONE
        : new Shift(
            best,
            Shift.mean(shown.subList(0, size - best)),
            Shift.mean(shown.subList(size - best, size)),
            least);
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).sum();
  }

  private static double squares(double[] values) {
    return Arrays.stream(values).map(value -> value * value).sum();
  }

  /**
   * All values together.
   *
   * @param sum and {@code squares}, of the values pulled in
   * @param scored the variance of the scores, which add up to nothing
   * @param by how much the newest are to have moved
   */
  private record Whole(int size, double sum, double squares, double scored, double by) {

    /** Of seeing this of so many newest ones, at any time, if nothing has moved. */
    double chance(int window, double newest, double newestScores) {
      double moved = sum - window * by;
      double movedSquares = squares - 2 * by * newest + window * by * by;
      double ratio = size / 2.0 * Math.log(spread(sum, squares) / spread(moved, movedSquares));
      // Those before have the same sum of scores with the other sign.
      double z2 =
          newestScores <= 0
              ? 0
              : newestScores * newestScores * size / scored / window / (size - window);
      return Math.max(LOOKS * Math.exp(-ratio), LOOKS_RANKS * Math.exp(-z2 / 2));
    }

    private double spread(double total, double ofSquares) {
      return Math.max(ofSquares - total * total / size, size * SPREAD_MIN * SPREAD_MIN);
    }
  }

  /**
   * Pulled in to where a box plot's whiskers end, but never so far that a change by as much as is
   * looked for would be pulled in too.
   */
  private static double[] winsorised(double[] values, double by) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double low = sorted[sorted.length / 4];
    double high = sorted[3 * sorted.length / 4];
    double whisker = WHISKER * Math.max(high - low, by);
    return Arrays.stream(values)
        .map(value -> Math.clamp(value, low - whisker, high + whisker))
        .toArray();
  }

  /** Of each value's rank, the normal quantile; equal values share their mean. */
  private static double[] scores(double[] values) {
    int size = values.length;
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] scores = new double[size];
    for (int from = 0; from < size; ) {
      int to = from;
      double sum = 0;
      while (to < size && values[order[to]] == values[order[from]]) {
        sum += NormalQuantile.of((to + 0.625) / (size + 0.25));
        to++;
      }
      for (int i = from; i < to; i++) {
        scores[order[i]] = sum / (to - from);
      }
      from = to;
    }
    return scores;
  }
}
