package dev.parley.estimation;

/** Linear regression with a penalty, recent tasks weighing more. */
final class Ridge {

  /** Keeps coefficients small until some tens of tasks speak for them. */
  private static final double PENALTY = 20;

  private final int size;
  private final double[][] products;
  private final double[] targets;
  private final double[] means;
  private double weight;
  private double[] coefficients;

  Ridge(int size) {
    this.size = size;
    products = new double[size][size];
    targets = new double[size];
    means = new double[size];
    coefficients = new double[size];
  }

  double predict(double[] features) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += coefficients[i] * (features[i] - mean(i));
    }
    return sum;
  }

  private double mean(int feature) {
    return weight == 0 ? 0 : means[feature] / weight;
  }

  void learn(double[] features, double target) {
    weight = weight * Recency.DECAY + 1;
    for (int i = 0; i < size; i++) {
      means[i] = means[i] * Recency.DECAY + features[i];
    }
    for (int i = 0; i < size; i++) {
      double centred = features[i] - mean(i);
      targets[i] = targets[i] * Recency.DECAY + centred * target;
      for (int j = 0; j < size; j++) {
        products[i][j] = products[i][j] * Recency.DECAY + centred * (features[j] - mean(j));
      }
    }
    coefficients = solve();
  }

  /** By Gauss's elimination; the penalty keeps every pivot positive. */
  private double[] solve() {
    var rows = new double[size][size + 1];
    for (int i = 0; i < size; i++) {
      System.arraycopy(products[i], 0, rows[i], 0, size);
      rows[i][i] += PENALTY;
      rows[i][size] = targets[i];
    }
    for (int pivot = 0; pivot < size; pivot++) {
      for (int i = pivot + 1; i < size; i++) {
        double factor = rows[i][pivot] / rows[pivot][pivot];
        for (int j = pivot; j <= size; j++) {
          rows[i][j] -= factor * rows[pivot][j];
        }
      }
    }
    var solution = new double[size];
    for (int i = size - 1; i >= 0; i--) {
      double sum = rows[i][size];
      for (int j = i + 1; j < size; j++) {
        sum -= rows[i][j] * solution[j];
      }
      solution[i] = sum / rows[i][i];
    }
    return solution;
  }
}
