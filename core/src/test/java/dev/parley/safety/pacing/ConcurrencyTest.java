package dev.parley.safety.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Concurrency concurrency = new Concurrency();

  @Test
  void beginsWithFourAndAddsOneForEachWindowOfSuccesses() {
    assertThat(concurrency.limit()).isEqualTo(4);
    succeed(4);
    assertThat(concurrency.limit()).isEqualTo(5);
    succeed(4);
    assertThat(concurrency.limit()).isEqualTo(5);
    succeed(1);
    assertThat(concurrency.limit()).isEqualTo(6);
  }

  @Test
  void neverGoesAboveItsMost() {
    succeed(10_000);

    assertThat(concurrency.limit()).isEqualTo(Concurrency.MAX);
  }

  @Test
  void doesNotGrowWhileItIsHardlyUsed() {
    for (int i = 0; i < 100; i++) {
      concurrency.succeeded(1);
    }

    assertThat(concurrency.limit()).isEqualTo(4);
  }

  @Test
  void cutsToSevenTenthsAtMostOnceInTenSeconds() {
    concurrency.lift();
    assertThat(concurrency.limit()).isEqualTo(64);

    concurrency.refused(NOW);
    concurrency.refused(NOW.plusSeconds(9));
    assertThat(concurrency.limit()).isEqualTo(44);

    concurrency.refused(NOW.plusSeconds(10));
    assertThat(concurrency.limit()).isEqualTo(30);
  }

  @Test
  void neverGoesBelowOne() {
    for (int i = 0; i < 100; i++) {
      concurrency.refused(NOW.plus(Duration.ofMinutes(i)));
    }

    assertThat(concurrency.limit()).isEqualTo(1);
  }

  @Test
  void cutsAgainAfterTheClockWasSetBack() {
    concurrency.lift();
    concurrency.refused(NOW);

    concurrency.refused(NOW.minus(Duration.ofDays(1)));

    assertThat(concurrency.limit()).isEqualTo(30);
  }

  private void succeed(int times) {
    for (int i = 0; i < times; i++) {
      concurrency.succeeded(64);
    }
  }
}
