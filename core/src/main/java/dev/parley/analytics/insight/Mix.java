package dev.parley.analytics.insight;

import dev.parley.analytics.TaskRecord;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What kinds of tasks a stream is made of, and what is left of a value once that is taken out: a
 * mixed model, with an effect for each agent with its model, each type and each repository. Effects
 * of a few tasks are drawn towards none. Without it, a run of cheap tasks hides that tasks got
 * dearer, and a run of dear ones looks as if they had. Pure.
 */
final class Mix {

  /** The variance of tasks of a kind over that between kinds: so many tasks outweigh no effect. */
  private static final double SHRINKAGE = 2;

  /** Of each task, the effects it has a part in, one for each property. */
  private final int[][] effects;

  private final int[] counts;
  private final Cholesky penalised;

  private Mix(List<int[]> kinds, int size) {
    effects = new int[size][kinds.size()];
    int before = 0;
    for (int property = 0; property < kinds.size(); property++) {
      int[] numbers = kinds.get(property);
      for (int task = 0; task < size; task++) {
        effects[task][property] = before + numbers[task];
      }
      before += Arrays.stream(numbers).max().orElse(-1) + 1;
    }
    counts = new int[before];
    Arrays.stream(effects).flatMapToInt(Arrays::stream).forEach(effect -> counts[effect]++);
    penalised = new Cholesky(products());
  }

  static Mix of(Counted counted) {
    var tasks = counted.tasks();
    return new Mix(
        Stream.<Function<TaskRecord, Object>>of(
                task -> task.agent() + " " + task.model(),
                task -> task.task().type(),
                TaskRecord::repository)
            .map(kind -> numbered(tasks.stream().map(kind)))
            .toList(),
        tasks.size());
  }

  /** From 0, without a gap. */
  private static int[] numbered(Stream<?> kinds) {
    Map<Object, Integer> numbers = new HashMap<>();
    return kinds.mapToInt(kind -> numbers.computeIfAbsent(kind, _ -> numbers.size())).toArray();
  }

  /** Of the effects' columns, each less its mean, with the penalty. */
  private double[][] products() {
    double[][] products = new double[counts.length][counts.length];
    for (int[] parts : effects) {
      for (int one : parts) {
        for (int other : parts) {
          products[one][other]++;
        }
      }
    }
    for (int i = 0; i < counts.length; i++) {
      for (int j = 0; j < counts.length; j++) {
        products[i][j] -= (double) counts[i] * counts[j] / effects.length;
      }
      products[i][i] += SHRINKAGE;
    }
    return products;
  }

  /**
   * What neither the mean nor the mix explains of values. A symmetric linear map, so that a value's
   * product with its rest is the sum of squares that the model leaves, effects' penalties included.
   *
   * @param values one for each task
   */
  double[] rest(double[] values) {
    double[] rest = centred(values);
    double[] sums = new double[counts.length];
    for (int task = 0; task < rest.length; task++) {
      for (int effect : effects[task]) {
        sums[effect] += rest[task];
      }
    }
    double[] fitted = penalised.solve(sums);
    for (int task = 0; task < rest.length; task++) {
      for (int effect : effects[task]) {
        rest[task] -= fitted[effect];
      }
    }
    return centred(rest);
  }

  private static double[] centred(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    return Arrays.stream(values).map(value -> value - mean).toArray();
  }
}
