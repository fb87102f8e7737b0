package dev.parley.llm;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Waiting as an effect, so that tests own it. */
@FunctionalInterface
public interface Pause {

  /**
   * Blocks for the time given.
   *
   * @throws dev.parley.model.ProblemException INTERRUPTED if the thread was interrupted
   */
  void waitFor(Duration time);

  /**
   * Blocks until the signal is given or the time has passed. One that cannot hear signals waits for
   * the whole time.
   *
   * @throws dev.parley.model.ProblemException INTERRUPTED if the thread was interrupted
   */
  default void waitFor(Duration time, CountDownLatch signal) {
    waitFor(time);
  }
}
