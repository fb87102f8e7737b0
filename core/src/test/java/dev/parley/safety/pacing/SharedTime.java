package dev.parley.safety.pacing;

import dev.parley.llm.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.PriorityQueue;

/**
 * Time for many threads: it goes on, to the next that is due, whenever all of them wait.
 * Thread-safe.
 */
final class SharedTime implements InstantSource, Pause {

  private final PriorityQueue<Instant> due = new PriorityQueue<>();
  private Instant now;
  private int awake;

  SharedTime(Instant start) {
    this.now = start;
  }

  /** So many threads take part. */
  synchronized void join(int threads) {
    awake += threads;
  }

  /** One takes part no longer. */
  synchronized void leave() {
    awake--;
    goOn();
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public synchronized void waitFor(Duration time) {
    Instant end = now.plus(time);
    due.add(end);
    awake--;
    goOn();
    try {
      while (now.isBefore(end)) {
        wait();
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void goOn() {
    if (awake > 0 || due.isEmpty()) {
      return;
    }
    now = due.remove();
    awake++;
    while (!due.isEmpty() && !due.element().isAfter(now)) {
      due.remove();
      awake++;
    }
    notifyAll();
  }
}
