package dev.parley.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.TokenUsage;
import dev.parley.safety.Ledger;
import dev.parley.safety.Ledger.Answer.Refused;
import dev.parley.safety.Ledger.Answer.Reserved;
import dev.parley.safety.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TimeZone;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link Ledger} promises when the clock is set: nothing is granted that would not have
 * been, and nothing is kept for longer than its window.
 */
public abstract class LedgerClockContract extends LedgerScene {

  private static final int REQUESTS = 3;

  @ParameterizedTest
  @ValueSource(ints = {-24, -1, 1, 24})
  void aClockThatIsSetGrantsNothingAndKeepsNothing(int hours) {
    Limits limits = limits(REQUESTS, 1_000_000, "10", "1");
    spend("a", "1");

    clock.jump(Duration.ofHours(hours));

    var answer = (Refused) reserve("b", "0.10", limits);
    assertThat(answer.until()).contains(clock.instant().plus(DAY).plusSeconds(60));
    assertThat(answer.reason())
        .contains("system's clock", hours < 0 ? "min behind" : "min ahead")
        .contains(Integer.toString(Math.abs(hours) * 60));
    clock.advance(DAY);
    assertThat(reserve("b", "0.10", limits)).isInstanceOf(Refused.class);
    clock.advance(Duration.ofMinutes(1));
    assertThat(reserve("b", "0.10", limits)).isEqualTo(new Reserved("b"));
  }

  @Test
  void aClockThatWasADayAheadAndComesBackKeepsNothingBeyondTheWindow() {
    Limits limits = limits(REQUESTS, 1_000_000, "10", "10");
    spend("before", "0.01");
    clock.jump(DAY);
    spend("meanwhile", "0.01");
    spend("meanwhile as well", "0.01");
    clock.jump(DAY.negated());

    var answer = (Refused) reserve("b", "0.01", limits);

    assertThat(answer.until()).contains(clock.instant().plus(HOUR));
    clock.advance(HOUR);
    for (int i = 0; i < REQUESTS; i++) {
      assertThat(reserve("later" + i, "0.01", limits)).isInstanceOf(Reserved.class);
    }
  }

  @Test
  void whoOpensTheLedgerAfterTheClockWasSetCountsAlike() {
    Limits limits = requestsOfHour(REQUESTS);
    clock.jump(DAY);
    for (int i = 0; i < REQUESTS; i++) {
      spend("a" + i, "0.01");
    }
    clock.jump(DAY.negated());
    assertThat(reserve("b", "0.01", limits)).isInstanceOf(Refused.class);

    Ledger other = reopened();

    assertThat(other.reserve(cheap("b"), limits)).isInstanceOf(Refused.class);
    clock.advance(HOUR.minusNanos(1000));
    assertThat(other.reserve(cheap("b"), limits)).isInstanceOf(Refused.class);
    clock.advance(Duration.ofNanos(1000));
    assertThat(other.reserve(cheap("b"), limits)).isEqualTo(new Reserved("b"));
  }

  @Test
  void timeInWhichNobodyHadTheLedgerOpenPassesToo() {
    Limits limits = requestsOfHour(1);
    spend("a", "0.01");
    clock.advance(HOUR);

    assertThat(reopened().reserve(cheap("b"), limits)).isEqualTo(new Reserved("b"));
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 2026-03-29T00:30:00Z",
    "Europe/Berlin, 2026-10-25T00:30:00Z",
    "America/New_York, 2026-03-08T06:30:00Z",
    "America/New_York, 2026-11-01T05:30:00Z",
    "Australia/Lord_Howe, 2026-10-03T15:15:00Z",
    "Pacific/Apia, 2011-12-30T09:30:00Z"
  })
  void daylightSavingIsNothingToAWindow(String zone, Instant shortlyBefore) {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    try {
      clock.set(shortlyBefore);
      Ledger there = reopened();
      Limits limits = limits(1, 1_000_000, "10", "10");
      assertThat(there.reserve(cheap("a"), limits)).isInstanceOf(Reserved.class);
      there.settle("a", Optional.of(TokenUsage.NONE), Optional.of(usd("0.01")));

      var answer = (Refused) there.reserve(cheap("b"), limits);

      assertThat(answer.until()).contains(shortlyBefore.plus(HOUR));
      clock.advance(HOUR.minusNanos(1000));
      assertThat(there.reserve(cheap("b"), limits)).isInstanceOf(Refused.class);
      clock.advance(Duration.ofNanos(1000));
      assertThat(there.reserve(cheap("b"), limits)).isEqualTo(new Reserved("b"));
    } finally {
      TimeZone.setDefault(before);
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  /** Against the time that really passed, which only the test knows. */
  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void howeverOftenTheClockIsSetAnHourHoldsWhatItMayAndNoLess(long seed) {
    var random = new Random(seed);
    Limits limits = requestsOfHour(REQUESTS);
    Ledger current = ledger();
    List<Long> granted = new ArrayList<>();
    for (int step = 0; step < 60; step++) {
      switch (random.nextInt(6)) {
        case 0 -> clock.jump(DAY.multipliedBy(random.nextBoolean() ? 1 : -1));
        case 1 -> clock.jump(Duration.ofMinutes(random.nextInt(-180, 181)));
        case 2 -> {
          var _ = current.reserve(cheap("stored before it is left " + step), requestsOfHour(1_000));
          current.release("stored before it is left " + step);
          current = reopened();
        }
        default -> clock.advance(Duration.ofSeconds(random.nextInt(2_400)));
      }
      long now = clock.steadyNanos();
      long inTheHour = granted.stream().filter(at -> now - at < HOUR.toNanos()).count();
      Ledger.Answer answer = current.reserve(cheap("call " + step), limits);
      assertThat(answer instanceof Reserved)
          .as("step %d: %d requests in the hour, %s", step, inTheHour, answer)
          .isEqualTo(inTheHour < REQUESTS);
      if (answer instanceof Reserved) {
        granted.add(now);
        current.settle("call " + step, Optional.of(TokenUsage.NONE), Optional.of(usd("0.01")));
      }
    }
    assertThat(granted).hasSizeGreaterThan(REQUESTS);
  }

  private Ledger.Ask cheap(String id) {
    return call(id, fence, Optional.empty(), usd("0.01"), 1);
  }
}
