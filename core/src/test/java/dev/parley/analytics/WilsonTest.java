package dev.parley.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WilsonTest {

  @Test
  void isTheIntervalOfTheTextbooks() {
    // Brown, Cai and DasGupta (2001), and R's binom.confint(8, 10, methods = "wilson").
    var eightOfTen = Wilson.of(8, 10);

    assertThat(eightOfTen.rate()).isEqualTo(0.8);
    assertThat(eightOfTen.low()).isCloseTo(0.4901625, within(1e-6));
    assertThat(eightOfTen.high()).isCloseTo(0.9433178, within(1e-6));
  }

  @Test
  void staysWithinZeroAndOneAndSaysNothingOfNothing() {
    assertThat(Wilson.of(0, 0)).isEqualTo(new Wilson(0, 0, 1));
    assertThat(Wilson.of(0, 5).low()).isZero();
    assertThat(Wilson.of(5, 5).high()).isEqualTo(1);
    assertThat(Wilson.of(5, 5).low()).isGreaterThan(0.5);
  }
}
