package dev.parley.orchestrator;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How often an attempt was picked and how long it has been worked on. Folded from its stream, so
 * that a worker that dies gives its attempt no fresh time.
 *
 * @param before time worked before the last pick
 * @param pickedAt when it was last picked
 * @param lastSeen when the worker last gave a sign of life, telemetry included
 */
record Effort(int picks, Duration before, Optional<Instant> pickedAt, Instant lastSeen) {

  /** A worker dies again and again: then it is the attempt that kills it. */
  static final int MAX_PICKS = 10;

  static Effort none(Instant now) {
    return new Effort(0, Duration.ZERO, Optional.empty(), now);
  }

  Effort picked(Instant now) {
    return new Effort(picks + 1, worked(), Optional.of(now), now);
  }

  Effort seen(Instant now) {
    return new Effort(picks, before, pickedAt, now.isAfter(lastSeen) ? now : lastSeen);
  }

  /** All the time worked, as far as events tell. A clock that goes back takes nothing away. */
  Duration worked() {
    return before.plus(pickedAt.map(at -> Duration.between(at, lastSeen)).orElse(Duration.ZERO));
  }
}
