package dev.parley.safety;

import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The two clocks a ledger needs: what users call the time, and what no user can set.
 *
 * @param wall may be set, also backwards
 * @param steadyNanos only moves on; comparable within one process only
 */
public record Timepiece(InstantSource wall, LongSupplier steadyNanos) {

  /** For worlds in which nobody sets the clock: the wall clock serves as both. */
  public static Timepiece trusting(InstantSource wall) {
    return new Timepiece(
        wall,
        () -> {
          var now = wall.instant();
          return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        });
  }
}
