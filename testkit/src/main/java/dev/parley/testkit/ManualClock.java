package dev.parley.testkit;

import dev.parley.safety.Timepiece;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that moves only when told to, also backwards. Thread-safe. */
public final class ManualClock implements InstantSource {

  private final AtomicReference<Instant> now;
  private final AtomicLong steadyNanos = new AtomicLong();

  /** Stands at the beginning of 2026. */
  public ManualClock() {
    this(Instant.parse("2026-01-01T00:00:00Z"));
  }

  public ManualClock(Instant start) {
    this.now = new AtomicReference<>(start);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  /** Lets time pass. A negative duration is a jump: clocks do jump, time does not. */
  public void advance(Duration duration) {
    steadyNanos.addAndGet(Math.max(0, duration.toNanos()));
    jump(duration);
  }

  /** Is set to another time while none passes. */
  public void jump(Duration duration) {
    now.updateAndGet(instant -> instant.plus(duration));
  }

  /** Lets time pass until then; jumps if that is in the past. */
  public void set(Instant instant) {
    advance(Duration.between(instant(), instant));
  }

  /** How long time has passed, whatever the clock was set to. */
  public long steadyNanos() {
    return steadyNanos.get();
  }

  /** Both of its times. */
  public Timepiece timepiece() {
    return new Timepiece(this, this::steadyNanos);
  }
}
