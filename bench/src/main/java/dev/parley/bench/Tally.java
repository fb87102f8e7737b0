package dev.parley.bench;

import java.util.concurrent.atomic.AtomicLong;

/** What one arm did while it was measured. Thread-safe. */
final class Tally {

  private final AtomicLong successes = new AtomicLong();
  private final AtomicLong tokens = new AtomicLong();
  private final AtomicLong refusals = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private volatile boolean measuring;

  void measure(boolean on) {
    measuring = on;
  }

  void succeeded(long itsTokens) {
    add(successes, 1);
    add(tokens, itsTokens);
  }

  /** The provider answered 429. */
  void refused() {
    add(refusals, 1);
  }

  /** A caller gave up. */
  void failed() {
    add(failures, 1);
  }

  private void add(AtomicLong sum, long amount) {
    if (measuring) {
      sum.addAndGet(amount);
    }
  }

  /**
   * Such as {@code successes 1021, 429s per 1,000 successes 0.0, failures 0, utilisation 0.998}.
   */
  String inWords(double couldHaveGranted) {
    return "successes %5d   429s per 1,000 successes %7.1f   failures %5d   utilisation %.3f"
        .formatted(
            successes.get(),
            1_000.0 * (double) refusals.get() / (double) Math.max(1, successes.get()),
            failures.get(),
            (double) tokens.get() / couldHaveGranted);
  }
}
