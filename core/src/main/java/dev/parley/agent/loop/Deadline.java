package dev.parley.agent.loop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** When a session must end. */
final class Deadline {

  private final InstantSource clock;
  private final Instant end;
  private final Duration limit;

  Deadline(InstantSource clock, Duration limit) {
    this.clock = clock;
    this.limit = limit;
    this.end = clock.instant().plus(limit);
  }

  /** Zero or negative if it has passed. */
  Duration left() {
    return Duration.between(clock.instant(), end);
  }

  boolean passed() {
    return !left().isPositive();
  }

  Instant now() {
    return clock.instant();
  }

  String inWords() {
    return "the time limit of %d s was used up".formatted(limit.toSeconds());
  }
}
