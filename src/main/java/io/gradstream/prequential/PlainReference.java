package io.gradstream.prequential;

import io.gradstream.dataset.Row;
import java.util.Arrays;

/** A plain method that is right for one kind of stream: what the default is measured beside. */
interface PlainReference {
  /** Its name in a table. */
  String name();

  /** Predicts the label of a row, a value or the probability of the class 1, then learns it. */
  double testThenTrain(Row row);

  /**
   * Recursive least squares on the features, a constant and the label before (Haykin 2002, chapter
   * 9, without forgetting). A missing value is 0.
   */
  static PlainReference leastSquares(int features) {
    return new LeastSquares(features + 2);
  }

  /**
   * Logistic regression by gradient descent on the rank of each feature among its last {@value
   * LogisticOfRanks#WINDOW} values, with an input for each that says whether it is missing.
   */
  static PlainReference logisticOfRanks(int features) {
    return new LogisticOfRanks(features);
  }

  /** See {@link #leastSquares}. */
  final class LeastSquares implements PlainReference {
    private static final double VAGUE = 1e6;

    private final double[] weights;
    private final double[][] inverse;
    private final double[] inputs;
    private final double[] gain;
    private double last;

    LeastSquares(int inputs) {
      this.weights = new double[inputs];
      this.inverse = new double[inputs][inputs];
      this.inputs = new double[inputs];
      this.gain = new double[inputs];
      for (int i = 0; i < inputs; i++) {
        inverse[i][i] = VAGUE;
      }
    }

    @Override
    public String name() {
      return "least squares";
    }

    @Override
    public double testThenTrain(Row row) {
      double[] x = row.features();
      for (int i = 0; i < x.length; i++) {
        inputs[i] = Double.isNaN(x[i]) ? 0 : x[i];
      }
      inputs[x.length] = 1;
      inputs[x.length + 1] = last;
      double predicted = dot(weights, inputs);
      double norm = 1;
      for (int i = 0; i < gain.length; i++) {
        gain[i] = dot(inverse[i], inputs);
        norm += gain[i] * inputs[i];
      }
      for (int i = 0; i < gain.length; i++) {
        weights[i] += gain[i] / norm * (row.label() - predicted);
        for (int k = 0; k < gain.length; k++) {
          inverse[i][k] -= gain[i] * gain[k] / norm;
        }
      }
      last = row.label();
      return predicted;
    }
  }

  /** See {@link #logisticOfRanks}. */
  final class LogisticOfRanks implements PlainReference {
    private static final int WINDOW = 1_000;
    private static final double RATE = 0.5;

    private final double[][] windows;
    private final double[] weights;
    private final double[] inputs;
    private long rows;

    LogisticOfRanks(int features) {
      this.windows = new double[features][WINDOW];
      this.weights = new double[2 * features + 1];
      this.inputs = new double[2 * features + 1];
      for (double[] window : windows) {
        Arrays.fill(window, Double.NaN);
      }
    }

    @Override
    public String name() {
      return "logistic of ranks";
    }

    @Override
    public double testThenTrain(Row row) {
      double[] x = row.features();
      for (int i = 0; i < x.length; i++) {
        boolean isMissing = Double.isNaN(x[i]);
        inputs[2 * i] = isMissing ? 0 : Math.sqrt(12) * (rank(windows[i], x[i]) - 0.5);
        inputs[2 * i + 1] = isMissing ? 1 : 0;
        windows[i][(int) (rows % WINDOW)] = x[i];
      }
      inputs[2 * x.length] = 1;
      double predicted = 1 / (1 + StrictMath.exp(-dot(weights, inputs)));
      rows++;
      double step = RATE / Math.sqrt((double) rows) * (row.label() - predicted);
      for (int i = 0; i < weights.length; i++) {
        weights[i] += step * inputs[i];
      }
      return predicted;
    }

    private static double rank(double[] window, double value) {
      double below = 0.5;
      double all = 1;
      for (double one : window) {
        all += Double.isNaN(one) ? 0 : 1;
        below += one < value ? 1 : one == value ? 0.5 : 0;
      }
      return below / all;
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
