package dev.parley.estimation;

/**
 * How far a part of the prediction is trusted: the slope of what was left unexplained on what the
 * part said, both from before the outcome was known. A part that explains nothing gets nothing.
 */
final class Earned {

  /** Log units squared: how much evidence the first belief counts for. */
  private static final double BELIEF = 1.0;

  private double explained;
  private double said;

  Earned(double belief) {
    explained = belief * BELIEF;
    said = BELIEF;
  }

  /** From 0 to 1. */
  double weight() {
    return Math.clamp(explained / said, 0, 1);
  }

  void learn(double part, double unexplained) {
    explained = explained * Recency.DECAY + part * unexplained;
    said = said * Recency.DECAY + part * part;
    if (said < 1e-9) {
      said = 1e-9;
    }
  }
}
