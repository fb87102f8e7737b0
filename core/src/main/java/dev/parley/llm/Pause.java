package dev.parley.llm;

import java.time.Duration;

/** Waiting as an effect, so that tests own it. */
@FunctionalInterface
public interface Pause {

  /**
   * Blocks for the time given.
   *
   * @throws dev.parley.model.ProblemException INTERRUPTED if the thread was interrupted
   */
  void waitFor(Duration time);
}
