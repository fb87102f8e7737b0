package dev.parley.review;

/** A verdict, or that there is none. */
public sealed interface ReviewResult {

  record Judged(Verdict verdict) implements ReviewResult {}

  /** No usable answer after one repair; fails closed. */
  record Unavailable(String reason) implements ReviewResult {}
}
