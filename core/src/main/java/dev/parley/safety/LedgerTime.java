package dev.parley.safety;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Time as windows are counted in: it passes as it really passes, whatever is done to the clock.
 *
 * <p>A sliding window that believed the wall clock would forget everything when the clock is set a
 * day ahead, and would remember it for two days when the clock is set back again. So the ledger
 * keeps a time of its own. It begins at the wall clock's; while a process lives it moves on by that
 * process's steady clock; over a gap in which no process was there it moves on by what the wall
 * clock says has passed, but never backwards. Each transaction stores where it stands, which makes
 * all processes on a store count alike. Setting the clock therefore neither grants anything nor
 * keeps anything beyond its window, and time zones and their changes do not exist here.
 *
 * <p>What remains: a clock set ahead while no process is there looks like time that has passed, and
 * the sleep of a machine does not count for processes that slept with it.
 *
 * <p>One for each process and store. Thread-safe.
 */
public final class LedgerTime {

  private final Timepiece timepiece;
  private @Nullable Mark mine;

  /** Where this process last stood. */
  private record Mark(Instant counted, long steadyNanos) {}

  /**
   * One moment on both scales, to the microsecond.
   *
   * @param counted what entries are dated by
   * @param wall what the system's clock said
   */
  public record Reading(Instant counted, Instant wall) {

    /** The same moment by the system's clock. */
    Instant onTheWall(Instant moment) {
      return wall.plus(Duration.between(counted, moment));
    }

    /** How far the system's clock is from the time counted: positive if it is ahead. */
    Duration apart() {
      return Duration.between(counted, wall);
    }
  }

  public LedgerTime(Timepiece timepiece) {
    this.timepiece = timepiece;
  }

  /**
   * The time now. Call it within the transaction that stores it.
   *
   * @param last what the store holds; empty if nothing was ever stored
   */
  public synchronized Reading after(Optional<Reading> last) {
    long steady = timepiece.steadyNanos().getAsLong();
    Instant wall = micros(timepiece.wall().instant());
    Mark before = mine;
    Instant counted;
    if (before != null) {
      counted = before.counted().plusNanos(Math.max(0, steady - before.steadyNanos()));
    } else {
      counted = last.map(reading -> afterAGap(reading, wall)).orElse(wall);
    }
    Instant stored = last.map(Reading::counted).orElse(counted);
    counted = stored.isAfter(counted) ? stored : counted;
    mine = new Mark(counted, steady);
    return new Reading(micros(counted), wall);
  }

  private static Instant afterAGap(Reading last, Instant wall) {
    Duration gap = Duration.between(last.wall(), wall);
    return gap.isNegative() ? last.counted() : last.counted().plus(gap);
  }

  private static Instant micros(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }
}
