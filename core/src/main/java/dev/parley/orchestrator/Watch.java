package dev.parley.orchestrator;

import dev.parley.attempt.AttemptPayload;
import dev.parley.event.EventLog;
import dev.parley.event.Fence;
import dev.parley.llm.Pause;
import dev.parley.model.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Interrupts a worker whose attempt is no longer its own or whose time is up. It reads the log and
 * the wall clock, so that it also notices after the machine slept.
 */
final class Watch implements AutoCloseable {

  private static final Duration INTERVAL = Duration.ofMillis(500);

  /** Why the worker was interrupted by this watch. */
  enum Verdict {
    NONE,
    /** Somebody else took the stream, or ended it. */
    LOST,
    TIMED_OUT
  }

  private final EventLog log;
  private final Fence fence;
  private final Instant deadline;
  private final Thread worker;
  private final Thread watcher;
  private volatile Verdict verdict = Verdict.NONE;
  private volatile boolean closed;
  private long seenVersion;

  private Watch(EventLog log, Fence fence, InstantSource clock, Instant deadline, Pause pause) {
    this.log = log;
    this.fence = fence;
    this.deadline = deadline;
    this.worker = Thread.currentThread();
    this.watcher =
        Thread.ofVirtual().name("watch " + fence.stream()).start(() -> watch(clock, pause));
  }

  /** Watches the calling thread until closed. */
  static Watch over(EventLog log, Fence fence, InstantSource clock, Instant deadline, Pause pause) {
    return new Watch(log, fence, clock, deadline, pause);
  }

  Verdict verdict() {
    return verdict;
  }

  private void watch(InstantSource clock, Pause pause) {
    try {
      while (!closed) {
        pause.waitFor(INTERVAL);
        if (!clock.instant().isBefore(deadline)) {
          strike(Verdict.TIMED_OUT);
        } else if (lost()) {
          strike(Verdict.LOST);
        }
      }
    } catch (ProblemException e) {
      // Only close() interrupts this thread: the watch is over.
    }
  }

  private synchronized void strike(Verdict reason) {
    if (!closed) {
      closed = true;
      verdict = reason;
      worker.interrupt();
    }
  }

  private boolean lost() {
    for (var event : log.read(fence.stream(), seenVersion)) {
      seenVersion = event.version();
      boolean taken =
          switch (event.payload()) {
            case AttemptPayload.Picked(var epoch, _) -> epoch > fence.epoch();
            case AttemptPayload.Ended _ -> true;
            default -> false;
          };
      if (taken) {
        return true;
      }
    }
    return false;
  }

  /** Ends the watch; afterwards it interrupts nobody. An interrupt of its own is taken back. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    watcher.interrupt();
    if (verdict != Verdict.NONE) {
      boolean _ = Thread.interrupted();
    }
  }
}
