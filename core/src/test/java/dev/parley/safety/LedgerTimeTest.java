package dev.parley.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.safety.LedgerTime.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LedgerTimeTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  private final AtomicReference<Instant> wall = new AtomicReference<>(START);
  private final AtomicLong steady = new AtomicLong(-5);
  private final Timepiece timepiece = new Timepiece(wall::get, steady::get);
  private final LedgerTime time = new LedgerTime(timepiece);

  @Test
  void beginsAtTheWallClocksTime() {
    assertThat(time.after(Optional.empty())).isEqualTo(new Reading(START, START));
  }

  @Test
  void followsTheSteadyClockWhateverTheWallClockSays() {
    Reading first = time.after(Optional.empty());
    steady.addAndGet(Duration.ofMinutes(5).toNanos());
    wall.set(START.plus(DAY));

    Reading second = time.after(Optional.of(first));

    assertThat(second.counted()).isEqualTo(START.plus(Duration.ofMinutes(5)));
    assertThat(second.onTheWall(second.counted().plusSeconds(60)))
        .isEqualTo(START.plus(DAY).plusSeconds(60));
    assertThat(second.apart()).isEqualTo(DAY.minusMinutes(5));
  }

  @Test
  void aNewProcessCountsTheGapByTheWallClock() {
    Reading stored = time.after(Optional.empty());
    wall.set(START.plus(Duration.ofHours(3)));

    assertThat(new LedgerTime(timepiece).after(Optional.of(stored)).counted())
        .isEqualTo(START.plus(Duration.ofHours(3)));
  }

  @Test
  void aClockSetBackInTheGapTakesNothingBack() {
    Reading stored = time.after(Optional.empty());
    wall.set(START.minus(DAY));

    assertThat(new LedgerTime(timepiece).after(Optional.of(stored)))
        .isEqualTo(new Reading(START, START.minus(DAY)));
  }

  @Test
  void followsAnotherProcessThatCountedFurther() {
    var _ = time.after(Optional.empty());
    var ahead = new Reading(START.plus(DAY), START.plus(DAY));

    assertThat(time.after(Optional.of(ahead)).counted()).isEqualTo(START.plus(DAY));
    steady.addAndGet(1_000);
    assertThat(time.after(Optional.of(ahead)).counted())
        .isEqualTo(START.plus(DAY).plusNanos(1_000));
  }
}
