package dev.parley.estimation;

import java.util.Arrays;

/** Values with weights, for a quantile of them. */
final class WeightedValues {

  private double[] values = new double[64];
  private double[] weights = new double[64];
  private int size;
  private double totalWeight;

  void add(double value, double weight) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
      weights = Arrays.copyOf(weights, 2 * size);
    }
    values[size] = value;
    weights[size++] = weight;
    totalWeight += weight;
  }

  double totalWeight() {
    return totalWeight;
  }

  /**
   * The value below which this share of the weight lies, half of each value's own weight counted;
   * between two values, in proportion.
   *
   * @throws IllegalStateException if there is no value
   */
  double quantile(double share) {
    if (size == 0) {
      throw new IllegalStateException("no values");
    }
    sort();
    double wanted = share * totalWeight;
    double below = weights[0] / 2;
    if (wanted <= below) {
      return values[0];
    }
    for (int i = 1; i < size; i++) {
      double next = below + (weights[i - 1] + weights[i]) / 2;
      if (wanted <= next) {
        double part = (wanted - below) / (next - below);
        return values[i - 1] + part * (values[i] - values[i - 1]);
      }
      below = next;
    }
    return values[size - 1];
  }

  /** Shell's sort by Ciura's gaps: in place on both arrays, and fast at these sizes. */
  private void sort() {
    for (int gap : new int[] {701, 301, 132, 57, 23, 10, 4, 1}) {
      for (int i = gap; i < size; i++) {
        double value = values[i];
        double weight = weights[i];
        int j = i;
        for (; j >= gap && values[j - gap] > value; j -= gap) {
          values[j] = values[j - gap];
          weights[j] = weights[j - gap];
        }
        values[j] = value;
        weights[j] = weight;
      }
    }
  }
}
