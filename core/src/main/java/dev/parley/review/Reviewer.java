package dev.parley.review;

/** Judges changes. Thread-safe. */
@FunctionalInterface
public interface Reviewer {

  /**
   * @throws dev.parley.model.ProblemException LIMIT_REACHED, NO_MODEL, INTERRUPTED
   */
  ReviewResult review(ReviewTask task);
}
