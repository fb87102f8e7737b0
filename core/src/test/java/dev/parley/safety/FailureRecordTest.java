package dev.parley.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureRecordTest {

  @Test
  void tripsWithTheFailureThatReachesTheLimitAndNotBefore() {
    var two = FailureRecord.NONE.failed("a").failed("b");

    assertThat(two.trip(3)).isEmpty();
    assertThat(two.failed("c").trip(3)).contains("TooManyFailures(3): 3 tasks failed in a row");
  }

  @Test
  void aSuccessBeginsTheCountAnew() {
    var record = FailureRecord.NONE.failed("a").failed("b").merged().failed("c");

    assertThat(record.inARow()).isEqualTo(1);
    assertThat(record.trip(2)).isEmpty();
  }

  @Test
  void saysWhatTheFailuresHaveInCommonWhateverDiffersFromOneToTheNext() {
    var record =
        FailureRecord.NONE
            .failed("rejected by verification: /w/1/a.c:12: 'x' undeclared")
            .failed("rejected by verification: /w/2/b.c:7: 'y' undeclared");

    assertThat(record.trip(2))
        .contains(
            "TooManyFailures(2): 2 tasks failed in a row, the same way:"
                + " rejected by verification: /w/2/b.c:7: 'y' undeclared");
  }

  @Test
  void doesNotSpeakOfOneCauseWhereThereAreSeveral() {
    assertThat(FailureRecord.NONE.failed("no check").failed("timed out").trip(2).orElseThrow())
        .doesNotContain("the same way");
  }

  @Test
  void saysThatTheRateHasRisenWhenItHas() {
    var record = FailureRecord.NONE;
    for (int i = 0; i < 20; i++) {
      record = record.merged();
    }
    for (int i = 0; i < 5; i++) {
      record = record.failed("kind " + "abcde".charAt(i));
    }

    assertThat(record.trip(5).orElseThrow())
        .contains("the failure rate has risen (5 of the last 25, CUSUM 5.5 over 4)");
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void tripsExactlyWhenTheLastTasksAllFailed(long seed) {
    var random = new Random(seed);
    var record = FailureRecord.NONE;
    int inARow = 0;
    for (int i = 0; i < 500; i++) {
      boolean fails = random.nextDouble() < 0.5;
      record = fails ? record.failed("x" + i) : record.merged();
      inARow = fails ? inARow + 1 : 0;
      assertThat(record.trip(4).isPresent()).isEqualTo(inARow >= 4);
    }
    assertThat(record.recent()).hasSizeLessThanOrEqualTo(200);
  }
}
