package dev.parley.safety.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.llm.QuotaReport.Quota;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShadowBucketTest {

  private static final Duration AT_ONCE = Duration.ZERO;
  private static final double LIMIT = 60_000;

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final ShadowBucket bucket = new ShadowBucket(now);

  @Test
  void holdsNobodyBackBeforeItsFirstReport() {
    bucket.start(1_000_000);

    assertThat(bucket.isKnown()).isFalse();
    assertThat(bucket.hasRoomFor(1_000_000)).isTrue();
  }

  @Test
  void fillsAtTheLimitAMinute() {
    hear(10_000, AT_ONCE);

    pass(Duration.ofSeconds(3));

    assertThat(bucket.level()).isEqualTo(13_000);
  }

  @Test
  void saysHowLongUntilThereIsRoom() {
    hear(0, AT_ONCE);

    // 1,000 tokens a second, and a margin of 3,000.
    assertThat(bucket.untilRoomFor(2_000, 0)).isEqualTo(Duration.ofSeconds(5));
    assertThat(bucket.untilRoomFor(2_000, 4_000)).isEqualTo(Duration.ofSeconds(9));
    for (int i = 0; i < 5; i++) {
      assertThat(bucket.hasRoomFor(2_000)).isFalse();
      pass(Duration.ofSeconds(1));
    }
    assertThat(bucket.hasRoomFor(2_000)).isTrue();
  }

  @Test
  void letsACallThatIsLargerThanTheLimitGoOnceItIsFull() {
    hear(59_000, AT_ONCE);

    assertThat(bucket.hasRoomFor(200_000)).isTrue();
  }

  @Test
  void chargesWhatIsExpectedAndPutsItRight() {
    hear(50_000, AT_ONCE);
    var charge = bucket.start(10_000);
    assertThat(bucket.level()).isEqualTo(40_000);

    bucket.end(charge, 4_000);

    assertThat(bucket.level()).isEqualTo(46_000);
  }

  @Test
  void followsWhatOthersUsed() {
    hear(50_000, AT_ONCE);

    hear(20_000, Duration.ofSeconds(2));

    // What it said, and two seconds' worth that may have come in since.
    assertThat(bucket.level()).isCloseTo(22_000, within(1.0));
  }

  @Test
  void fillsMoreSlowlyWhileOthersUseItToo() {
    hear(10_000, AT_ONCE);
    for (int i = 0; i < 30; i++) {
      pass(Duration.ofSeconds(1));
      // Others use half of what comes in.
      hear(10_000 + 500 * (i + 1), AT_ONCE);
    }
    double before = bucket.level();

    pass(Duration.ofSeconds(2));

    assertThat(bucket.level() - before).isBetween(950.0, 1_150.0);
  }

  @Test
  void grantsNoRoomTwiceHoweverLateAReportIs() {
    hear(50_000, AT_ONCE);
    pass(Duration.ofSeconds(1));
    bucket.start(40_000);
    double level = bucket.level();

    // A report that may be older than that start, and does not count it.
    hear(51_000, Duration.ofSeconds(2));

    assertThat(bucket.level()).isEqualTo(level);
  }

  @Test
  void countsACallAgainstAReportOfARequestSentBeforeItEnded() {
    hear(50_000, AT_ONCE);
    var charge = bucket.start(40_000);
    pass(Duration.ofSeconds(1));
    bucket.end(charge, 40_000);
    double level = bucket.level();

    hear(50_000, Duration.ofSeconds(2));

    assertThat(bucket.level()).isEqualTo(level);
  }

  @Test
  void takesBackMoreRoomWhenAReportSurelyCountsEverything() {
    hear(10_000, AT_ONCE);
    bucket.end(bucket.start(8_000), 8_000);
    pass(Duration.ofSeconds(1));

    // The limit was raised, or the provider forgave.
    hear(50_000, AT_ONCE);

    assertThat(bucket.level()).isEqualTo(50_000);
  }

  @Test
  void givesNothingBackForACallTheReportDidNotCount() {
    hear(50_000, AT_ONCE);
    var charge = bucket.start(20_000);

    // Refused: nothing was taken, and this is all there is.
    hear(5_000, AT_ONCE);
    bucket.end(charge, 0);

    assertThat(bucket.level()).isEqualTo(5_000);
  }

  @Test
  void isRaisedByNoReportOlderThanTheNewest() {
    hear(50_000, AT_ONCE);
    pass(Duration.ofSeconds(5));
    hear(10_000, AT_ONCE);
    double level = bucket.level();

    hear(50_000, Duration.ofSeconds(4));

    assertThat(bucket.level()).isEqualTo(level);
  }

  @Test
  void knowsByTheResetHowFarItIsOverdrawn() {
    bucket.hear(new Quota((long) LIMIT, 0, Optional.of(Duration.ofSeconds(71))), AT_ONCE);

    // Ten seconds' worth below zero, and a second for the rounding.
    assertThat(bucket.level()).isEqualTo(-10_000);
  }

  @Test
  void fillsAsSlowlyAsALimitOfADayDoes() {
    // 1,500,000 a day: 17,250 used, full again in 16 min 33.5 s.
    bucket.hear(new Quota(1_500_000, 1_482_750, Optional.of(Duration.ofMillis(993_500))), AT_ONCE);
    double before = bucket.level();

    pass(Duration.ofSeconds(10));

    assertThat(bucket.level() - before).isCloseTo(174, within(1.0));
  }

  @Test
  void believesNoStepThatIsTooLong() {
    hear(0, AT_ONCE);

    pass(Duration.ofDays(1));

    assertThat(bucket.level()).isEqualTo(1_000.0 * ShadowBucket.MAX_STEP.toSeconds());
  }

  @Test
  void neitherGivesNorTakesWhenTheClockIsSetBackAndGoesOnFromThere() {
    hear(10_000, AT_ONCE);

    pass(Duration.ofDays(-1));
    assertThat(bucket.level()).isEqualTo(10_000);

    pass(Duration.ofSeconds(1));
    assertThat(bucket.level()).isEqualTo(11_000);
    hear(50_000, AT_ONCE);
    assertThat(bucket.level()).isEqualTo(50_000);
  }

  private void hear(long remaining, Duration roundTrip) {
    bucket.hear(new Quota((long) LIMIT, remaining, Optional.empty()), roundTrip);
  }

  private void pass(Duration time) {
    now = now.plus(time);
    bucket.advance(now);
  }
}
