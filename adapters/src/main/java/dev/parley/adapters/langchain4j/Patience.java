package dev.parley.adapters.langchain4j;

import dev.parley.llm.ModelFailure;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** How long one call still waits: for the next sign of life, and in all. */
final class Patience {

  private final Duration silence;
  private final Duration total;
  private final long startNanos = System.nanoTime();

  Patience(Duration silence, Duration total) {
    this.silence = silence;
    this.total = total;
  }

  /** Nanoseconds to wait for the next sign of life. */
  long nanos() {
    long left = total.toNanos() - (System.nanoTime() - startNanos);
    return Math.min(silence.toNanos(), left);
  }

  /**
   * The next element.
   *
   * @throws ModelFailure CONNECTION if none comes
   * @throws ProblemException INTERRUPTED
   */
  <T> T next(BlockingQueue<T> queue) {
    return next(queue, Duration.ofNanos(Math.max(0, nanos()))).orElseThrow(this::exhausted);
  }

  /** The next element; empty if none comes in time. */
  <T> Optional<T> next(BlockingQueue<T> queue, Duration time) {
    try {
      return Optional.ofNullable(queue.poll(time.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException interrupted) {
      throw interrupted();
    }
  }

  ModelFailure exhausted() {
    boolean silent = System.nanoTime() - startNanos < total.toNanos();
    return new ModelFailure(
        ModelFailure.Kind.CONNECTION,
        silent
            ? "no byte arrived for %s ms".formatted(silence.toMillis())
            : "the answer was not whole after %s ms".formatted(total.toMillis()),
        Optional.empty());
  }

  /** Keeps the thread's interrupt for those above. */
  static ProblemException interrupted() {
    Thread.currentThread().interrupt();
    return new ProblemException(
        new Problem(
            Code.INTERRUPTED, "the model call was interrupted", "Run: parley resume <run>"));
  }
}
