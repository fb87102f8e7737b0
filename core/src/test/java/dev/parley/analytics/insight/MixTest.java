package dev.parley.analytics.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.analytics.insight.TaskStream.World;
import dev.parley.planning.TaskType;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What a mix leaves of values: the linear map that the search for a moved level relies on. */
class MixTest {

  private static final Offset<Double> TINY = Offset.offset(1e-9);

  private final Random random = new Random(7);
  private final Counted tasks =
      Counted.of(new TaskStream(1).add(120, World.healthy(0.9, 0.5)).tasks());
  private final Mix mix = Mix.of(tasks);

  @Test
  void itIsSymmetric() {
    double[] one = noise();
    double[] other = noise();

    assertThat(dot(one, mix.rest(other))).isCloseTo(dot(mix.rest(one), other), TINY);
  }

  @Test
  void whatIsTheSameForAllTasksIsNothing() {
    double[] same = new double[tasks.size()];
    Arrays.fill(same, 3.5);

    assertThat(Arrays.stream(mix.rest(same)).map(Math::abs).max().orElseThrow()).isLessThan(1e-9);
  }

  @Test
  void ofWhatDependsOnTheTypeAloneLittleIsLeft() {
    double[] byType =
        tasks.tasks().stream()
            .mapToDouble(task -> task.task().type() == TaskType.TESTING ? 2 : -1)
            .toArray();

    assertThat(squares(mix.rest(byType))).isLessThan(0.02 * squares(byType));
  }

  @Test
  void whereAllTasksAreOfOneKindOnlyTheMeanIsTakenOut() {
    var first = tasks.tasks().getFirst();
    var alike = new Counted(Collections.nCopies(tasks.size(), first));
    double[] values = noise();
    double mean = Arrays.stream(values).average().orElseThrow();

    double[] rest = Mix.of(alike).rest(values);

    for (int i = 0; i < values.length; i++) {
      assertThat(rest[i]).isCloseTo(values[i] - mean, TINY);
    }
  }

  private double[] noise() {
    return random.doubles(tasks.size(), -1, 1).toArray();
  }

  private static double squares(double[] values) {
    return dot(values, values);
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
