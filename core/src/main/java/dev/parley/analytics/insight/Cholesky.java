package dev.parley.analytics.insight;

/** Solves linear equations with one symmetric, positive definite matrix again and again. */
final class Cholesky {

  private final double[][] lower;

  /**
   * @param matrix of which the lower half is read
   */
  Cholesky(double[][] matrix) {
    lower = new double[matrix.length][];
    for (int i = 0; i < matrix.length; i++) {
      lower[i] = new double[i + 1];
      for (int j = 0; j <= i; j++) {
        double left = matrix[i][j];
        for (int k = 0; k < j; k++) {
          left -= lower[i][k] * lower[j][k];
        }
        lower[i][j] = i == j ? Math.sqrt(left) : left / lower[j][j];
      }
    }
  }

  double[] solve(double[] right) {
    double[] solved = right.clone();
    for (int i = 0; i < solved.length; i++) {
      for (int k = 0; k < i; k++) {
        solved[i] -= lower[i][k] * solved[k];
      }
      solved[i] /= lower[i][i];
    }
    for (int i = solved.length - 1; i >= 0; i--) {
      for (int k = i + 1; k < solved.length; k++) {
        solved[i] -= lower[k][i] * solved[k];
      }
      solved[i] /= lower[i][i];
    }
    return solved;
  }
}
