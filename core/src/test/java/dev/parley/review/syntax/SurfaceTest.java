package dev.parley.review.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurfaceTest {

  @ParameterizedTest(name = "-Dseed={0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void countsTheLinesInARangeBothEndsIncluded(long seed) {
    var random = new Random(seed);
    var lines = random.ints(random.nextInt(40), 1, 20).sorted().boxed().toList();
    var surface = new Surface(List.of(), Map.of("name", lines), new TreeSet<>(), List.of());
    for (int from = 0; from < 22; from++) {
      for (int to = 0; to < 22; to++) {
        int first = from;
        int last = to;
        long expected = lines.stream().filter(line -> line >= first && line <= last).count();

        assertThat(surface.count("name", from, to)).isEqualTo((int) expected);
      }
    }
    assertThat(surface.count("other", 1, 20)).isZero();
  }
}
