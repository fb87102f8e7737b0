package dev.parley.safety.pacing;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many calls may be under way at a time: one more after each window of successes, seven tenths
 * after a refusal, at most one such cut in ten seconds, since what was sent together is refused
 * together. Not thread-safe.
 */
final class Concurrency {

  static final int FIRST = 4;
  static final int MAX = 64;
  static final Duration BETWEEN_CUTS = Duration.ofSeconds(10);
  private static final double CUT = 0.7;

  private int limit = FIRST;
  private int successes;
  private @Nullable Instant lastCut;

  int limit() {
    return limit;
  }

  /**
   * The provider says by itself how much it lets through: what is known better need not be felt.
   */
  void lift() {
    limit = MAX;
    successes = 0;
  }

  /**
   * A call was answered.
   *
   * @param underWay calls at that moment, this one among them; a limit that is hardly used does not
   *     grow
   */
  void succeeded(int underWay) {
    if (underWay * 2 < limit) {
      return;
    }
    successes++;
    if (successes >= limit) {
      limit = Math.min(MAX, limit + 1);
      successes = 0;
    }
  }

  /** The provider had too much to do. */
  void refused(Instant now) {
    Instant last = lastCut;
    boolean again = last != null && !now.isBefore(last) && now.isBefore(last.plus(BETWEEN_CUTS));
    if (!again) {
      limit = Math.max(1, (int) (limit * CUT));
      successes = 0;
      lastCut = now;
    }
  }
}
