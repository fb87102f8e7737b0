package dev.parley.estimation;

/** How much less an older task says: half as much each {@value #HALF_LIFE} tasks. */
final class Recency {

  static final int HALF_LIFE = 400;

  /** Older tasks are forgotten: one of these weighs less than a thirtieth of the newest. */
  static final int WINDOW = 2_000;

  /** What a sum of weights is multiplied by for each newer task. */
  static final double DECAY = Math.pow(0.5, 1.0 / HALF_LIFE);

  private static final double[] WEIGHTS = new double[WINDOW + 1];

  static {
    for (int age = 0; age < WEIGHTS.length; age++) {
      WEIGHTS[age] = Math.pow(DECAY, age);
    }
  }

  private Recency() {}

  /**
   * The weight.
   *
   * @param age in tasks, from 0
   */
  static double weight(long age) {
    return WEIGHTS[(int) Math.min(age, WINDOW)];
  }
}
