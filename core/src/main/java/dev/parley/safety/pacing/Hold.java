package dev.parley.safety.pacing;

import java.time.Duration;
import java.time.Instant;

/**
 * A time for which nothing starts. Ends after its length even if the clock is set back meanwhile.
 * Not thread-safe.
 */
final class Hold {

  private Instant until = Instant.MIN;
  private Duration length = Duration.ZERO;

  /** Holds at least so long from now. */
  void until(Instant now, Duration time) {
    if (time.compareTo(left(now)) > 0) {
      until = now.plus(time);
      length = time;
    }
  }

  Duration left(Instant now) {
    if (!now.isBefore(until)) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(now, until);
    if (left.compareTo(length) > 0) {
      until = now.plus(length);
      return length;
    }
    length = left;
    return left;
  }
}
