package io.gradstream.learning;

import io.gradstream.network.DoubleArray;
import io.gradstream.network.LearnedArray;
import io.gradstream.scale.FeatureScale;
import io.gradstream.scale.LabelScale;
import java.util.List;

/**
 * The line through the examples, in the units they come in: a label as a sum of a constant, the two
 * labels before, and the first dense features, each by what of it is within its limits, what is
 * beyond, and whether it is missing. So it knows amounts whose size counts, flags that are rarely
 * set, and labels that swing, which members see only as far as their views reach.
 *
 * <p>Triangularised by planar rotations without square roots (Gentleman 1974, algorithm AS 75),
 * which is exact where a feature is large beside its changes. The past fades. An example far from
 * the line weighs less (Huber 1964), so that errors in labels do not move it far.
 */
final class LeastSquares {
  private static final double FADING = 0.9998;

  /** Examples after which the limits of features are known. */
  private static final int FIRST_EXAMPLES = 32;

  /** In mean absolute residuals, how far from the line an example weighs fully. */
  private static final double NEAR = 2;

  private static final double RESIDUAL_GAIN = 0.01;

  /** A residual counts as this many usual ones at most. */
  private static final double MOST_RESIDUAL = 3;

  /** What is left of a value by subtractions is rounding error below this share of it. */
  private static final double ROUNDING = 1e-12;

  private static final int EXAMPLES = 0;
  private static final int RESIDUAL = 1;
  private static final int LAST = 2;
  private static final int LAST_BUT_ONE = 3;

  /** Of the labels, errors limited. */
  private static final int LEAST = 4;

  private static final int GREATEST = 5;
  private static final int NUMBERS = 6;

  private static final int FIRST_FEATURE = 3;
  private static final int COLUMNS_OF_FEATURE = 4;

  private final FeatureScale features;
  private final LabelScale labels;
  private final int most;

  /** What is right of the diagonal, row after row. */
  private final DoubleArray triangle;

  private final DoubleArray weights;
  private final DoubleArray right;
  private final DoubleArray numbers = new DoubleArray("least-squares/numbers", NUMBERS);
  private final double[] row;
  private final double[] rest;
  private final double[] sizes;
  private final double[] coefficients;
  private int columns;
  private double predicted;

  /**
   * @param features scaled before each prediction
   * @param most how many of them are looked at, at most
   */
  LeastSquares(FeatureScale features, LabelScale labels, int most) {
    int all = FIRST_FEATURE + COLUMNS_OF_FEATURE * most;
    this.features = features;
    this.labels = labels;
    this.most = most;
    this.triangle = new DoubleArray("least-squares/triangle", all * (all - 1) / 2);
    this.weights = new DoubleArray("least-squares/weights", all);
    this.right = new DoubleArray("least-squares/right", all);
    this.row = new double[all];
    this.rest = new double[all];
    this.sizes = new double[all];
    this.coefficients = new double[all];
  }

  List<LearnedArray> state() {
    return List.of(triangle, weights, right, numbers);
  }

  /** What the line says of the features last scaled; until it is known, the mean of the labels. */
  double predict() {
    double[] n = numbers.values();
    int used = Math.min(features.size(), most);
    columns = FIRST_FEATURE + COLUMNS_OF_FEATURE * used;
    row[0] = 1;
    row[1] = n[LAST];
    row[2] = n[LAST_BUT_ONE];
    for (int f = 0; f < used; f++) {
      int at = FIRST_FEATURE + COLUMNS_OF_FEATURE * f;
      double near = features.near(f);
      boolean isNumber = !Double.isNaN(near);
      double beyond = isNumber ? features.value(f) - near : 0;
      row[at] = isNumber ? near : features.mean(f);
      row[at + 1] = beyond;
      row[at + 2] = Math.signum(beyond);
      row[at + 3] = isNumber ? 0 : 1;
    }
    solve();
    predicted = 0;
    for (int i = 0; i < columns; i++) {
      predicted += coefficients[i] * row[i];
    }
    if (n[EXAMPLES] <= FIRST_EXAMPLES + columns || !Double.isFinite(predicted)) {
      return labels.meanOfAll();
    }
    double range = n[GREATEST] - n[LEAST];
    return Math.clamp(predicted, n[LEAST] - range, n[GREATEST] + range);
  }

  /** From the last coefficient to the first. */
  private void solve() {
    double[] r = triangle.values();
    for (int i = columns - 1; i >= 0; i--) {
      double c = right.values()[i];
      int at = start(i);
      for (int k = i + 1; k < columns; k++) {
        c -= r[at + k] * coefficients[k];
      }
      coefficients[i] = weights.values()[i] > 0 ? c : 0;
    }
  }

  /** Of a row of the triangle, where its column 0 would stand. */
  private int start(int i) {
    return i * (2 * row.length - i - 3) / 2 - 1;
  }

  /**
   * Takes in the label of the features last predicted.
   *
   * @param near the part of it that is no error, for what is yet to come
   * @param weight how many examples it counts as
   */
  void include(double label, double near, double weight) {
    double[] n = numbers.values();
    if (n[EXAMPLES] >= FIRST_EXAMPLES) {
      rotate(label, weight * share(Math.abs(label - predicted)));
    }
    boolean isFirst = n[EXAMPLES] == 0;
    n[EXAMPLES]++;
    n[LEAST] = isFirst ? near : Math.min(n[LEAST], near);
    n[GREATEST] = isFirst ? near : Math.max(n[GREATEST], near);
    n[LAST_BUT_ONE] = isFirst ? near : n[LAST];
    n[LAST] = near;
    numbers.markAllChanged();
  }

  /** What an example weighs that is so far from the line. */
  private double share(double residual) {
    double[] n = numbers.values();
    if (n[EXAMPLES] < FIRST_EXAMPLES + columns) {
      return 1;
    }
    double usual = n[RESIDUAL];
    double counted = usual > 0 ? Math.min(residual, MOST_RESIDUAL * usual) : residual;
    double seen = n[EXAMPLES] - FIRST_EXAMPLES - columns + 1;
    n[RESIDUAL] += Math.max(RESIDUAL_GAIN, 1 / seen) * (counted - usual);
    return residual > NEAR * usual && usual > 0 ? NEAR * usual / residual : 1;
  }

  private void rotate(double label, double weight) {
    double[] d = weights.values();
    double[] r = triangle.values();
    double[] rhs = right.values();
    for (int i = 0; i < columns; i++) {
      d[i] *= FADING;
      rest[i] = row[i];
      sizes[i] = Math.abs(row[i]);
    }
    double w = weight;
    double y = label;
    for (int i = 0; i < columns && w > 0; i++) {
      double x = rest[i];
      if (Math.abs(x) <= ROUNDING * sizes[i]) {
        continue;
      }
      double sum = d[i] + w * x * x;
      double kept = d[i] / sum;
      double gain = w * x / sum;
      w *= kept;
      d[i] = sum;
      int at = start(i);
      for (int k = i + 1; k < columns; k++) {
        double part = x * r[at + k];
        double before = rest[k];
        rest[k] = before - part;
        sizes[k] = Math.max(sizes[k], Math.abs(part));
        r[at + k] = kept * r[at + k] + gain * before;
      }
      double before = y;
      y -= x * rhs[i];
      rhs[i] = kept * rhs[i] + gain * before;
    }
    triangle.markChanged(0, start(columns - 1) + columns);
    weights.markChanged(0, columns);
    right.markChanged(0, columns);
  }

  /** Forgets all but the labels before. */
  void clear() {
    double[] n = numbers.values();
    weights.clear();
    triangle.clear();
    right.clear();
    n[EXAMPLES] = FIRST_EXAMPLES;
    n[RESIDUAL] = 0;
    numbers.markAllChanged();
  }
}
