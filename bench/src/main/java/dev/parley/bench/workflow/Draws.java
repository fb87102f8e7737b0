package dev.parley.bench.workflow;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Random numbers by what they are for, never by when they are asked for: two ways of carrying out
 * the same tasks meet the same luck (common random numbers).
 */
public record Draws(long seed) {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** The generator of one purpose; equal arguments give equal generators. */
  public RandomGenerator of(String purpose, long... keys) {
    long hash = mix(seed + GOLDEN);
    hash = mix(hash ^ purpose.hashCode());
    for (long key : keys) {
      hash = mix(hash + GOLDEN * (key + 1));
    }
    return new SplittableRandom(hash);
  }

  /** A probability that is Beta distributed (Marsaglia and Tsang's gammas, 2000). */
  static double beta(double a, double b, RandomGenerator random) {
    double one = gamma(a, random);
    double other = gamma(b, random);
    return one + other == 0 ? (random.nextDouble() < a / (a + b) ? 1 : 0) : one / (one + other);
  }

  private static double gamma(double shape, RandomGenerator random) {
    if (shape < 1) {
      return gamma(shape + 1, random) * Math.pow(random.nextDouble(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double v = Math.pow(1 + c * x, 3);
      if (v > 0 && Math.log(1 - random.nextDouble()) < x * x / 2 + d * (1 - v + Math.log(v))) {
        return d * v;
      }
    }
  }

  /** Stafford's variant 13 of the SplitMix64 finaliser. */
  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
