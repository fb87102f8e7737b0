package dev.parley.bench.workflow;

import java.util.List;
import java.util.random.RandomGenerator;

/** How a quantity spreads. */
public sealed interface Spread {

  /** One value of it. */
  double draw(RandomGenerator random);

  /** A value whose logarithm is normal with that standard deviation. */
  record LogNormal(double median, double sigma, double most) implements Spread {
    @Override
    public double draw(RandomGenerator random) {
      return Math.min(most, median * Math.exp(sigma * random.nextGaussian()));
    }
  }

  /**
   * As it was seen, straight from one quantile to the next.
   *
   * @param values from the least to the greatest, equally likely apart; at least one
   */
  record Quantiles(List<Double> values) implements Spread {
    public Quantiles {
      values = List.copyOf(values);
    }

    @Override
    public double draw(RandomGenerator random) {
      double place = random.nextDouble() * (values.size() - 1);
      int below = (int) place;
      int above = Math.min(below + 1, values.size() - 1);
      return values.get(below) + (place - below) * (values.get(above) - values.get(below));
    }
  }
}
