package dev.parley.analytics.insight;

import dev.parley.analytics.TaskRecord;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
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
   * Of positive amounts: whether such tasks' have doubled. Amounts of 0 are of nothing and count as
   * small.
   *
   * @param tasks in the order in which they ended
   * @return with the newest amounts' mean, and what that would have been before
   */
  static Shift ofAmounts(Counted tasks, ToDoubleFunction<TaskRecord> amount) {
    var newest = newest(tasks);
    var shown = newest.values(amount);
    double[] logs = shown.stream().mapToDouble(value -> Math.log(Math.max(value, 1e-6))).toArray();
    var found = find(logs, newest, Math.log(2));
    double after = mean(shown, found);
    return new Shift(found.window(), after * Math.exp(-found.by()), after, found.chance());
  }

  /** Of shares from 0 to 1: whether they have fallen by a third of their spread or more. */
  static Shift ofFallingShares(Counted tasks, ToDoubleFunction<TaskRecord> share) {
    var newest = newest(tasks);
    var shown = newest.values(share);
    double[] falling = shown.stream().mapToDouble(value -> -value).toArray();
    var found = find(falling, newest, 0.2);
    double after = mean(shown, found);
    return new Shift(found.window(), Math.clamp(after + found.by(), 0, 1), after, found.chance());
  }

  private static Counted newest(Counted tasks) {
    return tasks.newest(Shift.BASELINE_MAX + Shift.WINDOW_MAX);
  }

  private static double mean(List<Double> shown, Found found) {
    return Shift.mean(shown.subList(shown.size() - found.window(), shown.size()));
  }

  /**
   * A moment at which the values moved up.
   *
   * @param by how much, the mix taken into account
   */
  private record Found(int window, double by, double chance) {}

  private static Found find(double[] values, Counted tasks, double by) {
    int size = values.length;
    var best = new Found(0, 0, 1);
    if (size < BASELINE_MIN + WINDOW_MIN) {
      return best;
    }
    var mix = Mix.of(tasks);
    double[] rest = mix.rest(values);
    double[] scores = scores(rest);
    double[] pulledIn = pulledIn(values, rest, by);
    double[] calm = mix.rest(pulledIn);
    var all = new Whole(size, dot(calm, pulledIn), squares(scores) / (size - 1), by);
    double newest = 0;
    double newestScores = 0;
    double[] newer = new double[size];
    for (int window = 1; window <= Math.min(Shift.WINDOW_MAX, size - BASELINE_MIN); window++) {
      newest += calm[size - window];
      newestScores += scores[size - window];
      newer[size - window] = 1;
      if (window >= WINDOW_MIN) {
        double room = dot(newer, mix.rest(newer));
        double chance = all.chance(window, newest, room, newestScores);
        best = chance < best.chance() ? new Found(window, newest / room, chance) : best;
      }
    }
    return best;
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  private static double squares(double[] values) {
    return dot(values, values);
  }

  /**
   * All values together.
   *
   * @param spread of the values pulled in, as squares of what the mix leaves of them
   * @param scored the variance of the scores, which add up to nothing
   * @param by how much the newest are to have moved
   */
  private record Whole(int size, double spread, double scored, double by) {

    /** Of seeing this of so many newest ones, at any time, if nothing has moved. */
    double chance(int window, double newest, double room, double newestScores) {
      double moved = spread - 2 * by * newest + by * by * room;
      double ratio = size / 2.0 * Math.log(atLeast(spread) / atLeast(moved));
      // Those before have the same sum of scores with the other sign.
      double z2 =
          newestScores <= 0
              ? 0
              : newestScores * newestScores * size / scored / window / (size - window);
      return Math.max(LOOKS * Math.exp(-ratio), LOOKS_RANKS * Math.exp(-z2 / 2));
    }

    private double atLeast(double squares) {
      return Math.max(squares, size * SPREAD_MIN * SPREAD_MIN);
    }
  }

  /**
   * The values, pulled in to where a box plot's whiskers of what the mix leaves of them end, but
   * never so far that a change by as much as is looked for would be pulled in too.
   */
  private static double[] pulledIn(double[] values, double[] rest, double by) {
    double[] sorted = rest.clone();
    Arrays.sort(sorted);
    double low = sorted[sorted.length / 4];
    double high = sorted[3 * sorted.length / 4];
    double whisker = WHISKER * Math.max(high - low, by);
    double[] calm = values.clone();
    for (int i = 0; i < calm.length; i++) {
      calm[i] += Math.clamp(rest[i], low - whisker, high + whisker) - rest[i];
    }
    return calm;
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
