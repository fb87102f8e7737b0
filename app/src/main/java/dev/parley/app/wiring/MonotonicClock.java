package dev.parley.app.wiring;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Begins with the system's time and goes on by itself, so that it never leaps when that is set. For
 * measuring waits, never for saying when something was.
 */
final class MonotonicClock implements InstantSource {

  private final Instant start = Instant.now();
  private final long startNanos = System.nanoTime();

  @Override
  public Instant instant() {
    return start.plusNanos(System.nanoTime() - startNanos);
  }
}
