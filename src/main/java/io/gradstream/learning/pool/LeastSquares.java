package io.gradstream.learning.pool;

import io.gradstream.network.DoubleArray;
import io.gradstream.network.LearnedArray;
import io.gradstream.scale.FeatureScale;
import io.gradstream.scale.LabelScale;
import java.util.List;

/**
 * The line through the examples, in the units they come in: a label as a sum of a constant, the two
 * labels before, and the first dense features, each by what of it is within its limits, what is
 * beyond, and whether it is missing or a sentinel. So it knows amounts whose size counts, flags
 * that are rarely set, and labels that swing, which members see only as far as their views reach.
 *
 * <p>Triangularised by planar rotations without square roots (Gentleman 1974, algorithm AS 75),
 * which is exact where a feature is large beside its changes. The past fades. An example far from
 * the line weighs less (Huber 1964), so that errors in labels do not move it far.
 */
final class LeastSquares {
  private static final double FADING = 0.9998;

  /** Columns that are not of features: the constant and the labels before. */
  private static final int FIRST_FEATURE = 3;

  /** Whether it is missing, on which side it is beyond its limits; what is within, what beyond. */
  private static final int COLUMNS_OF_FEATURE = 4;

  /** Examples after which limits are known: those of the labels before, and of features. */
  private static final int FIRST_LABELS = 30;

  private static final int FIRST_EXAMPLES = FIRST_LABELS + 2;

  /** In mean absolute residuals, how far from the line an example weighs fully. */
  private static final double FULL_WEIGHT = 2;

  /** In deviations of the labels, what residuals are at least held to be: laws may change. */
  private static final double LEAST_RESIDUAL = 0.01;

  /** Of a residual, in the mean of them. */
  private static final double RESIDUAL_GAIN = 0.01;

  /** A residual counts as this many usual ones at most. */
  private static final double MOST_RESIDUAL = 3;

  /** What is left of a value by subtractions is rounding error below this share of it. */
  private static final double ROUNDING = 1e-12;

  private static final int EXAMPLES = 0;
  private static final int RESIDUAL = 1;
  private static final int RESIDUALS = 2;
  private static final int LAST = 3;
  private static final int LAST_BUT_ONE = 4;

  /** Of the labels since the first ones, errors limited. */
  private static final int LEAST = 5;

  private static final int GREATEST = 6;
  private static final int NUMBERS = 7;

  private final FeatureScale features;
  private final LabelScale labels;
  private final int most;

  /** What is right of the diagonal, which is 1, row after row. */
  private final DoubleArray triangle;

  /** The weights of the triangle's rows; 0 of a column that was always 0. */
  private final DoubleArray weights;

  private final DoubleArray right;
  private final DoubleArray numbers = new DoubleArray("least-squares/numbers", NUMBERS);
  private final double[] row;
  private final double[] rest;
  private final double[] sizes;
  private final double[] coefficients;

  /** The columns that are not always 0. */
  private final int[] active;

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
    this.active = new int[all];
  }

  List<LearnedArray> state() {
    return List.of(triangle, weights, right, numbers);
  }

  /**
   * Predicts the label of the features last scaled, in its own unit: the mean of the labels until
   * the line {@link #isKnown}.
   */
  double predict() {
    takeRow();
    solve();
    predicted = 0;
    for (int k = 0; k < columns; k++) {
      predicted += coefficients[k] * row[active[k]];
    }
    if (!isKnown()) {
      return labels.meanOfAll();
    }
    double[] n = numbers.values();
    double range = n[GREATEST] - n[LEAST];
    return Math.clamp(predicted, n[LEAST] - range, n[GREATEST] + range);
  }

  private void takeRow() {
    row[0] = 1;
    row[1] = numbers.values()[LAST];
    row[2] = numbers.values()[LAST_BUT_ONE];
    int at = FIRST_FEATURE;
    for (int f = 0; f < Math.min(features.size(), most); f++) {
      double near = features.near(f);
      boolean isNumber = !Double.isNaN(near);
      double beyond = isNumber ? features.value(f) - near : 0;
      row[at++] = isNumber ? 0 : 1;
      row[at++] = Math.signum(beyond);
      row[at++] = isNumber ? near : 0;
      row[at++] = beyond;
    }
    columns = 0;
    for (int i = 0; i < at; i++) {
      if (weights.values()[i] > 0 || row[i] != 0) {
        active[columns++] = i;
      }
    }
  }

  /** From the last coefficient to the first. */
  private void solve() {
    double[] r = triangle.values();
    for (int i = columns - 1; i >= 0; i--) {
      double c = right.values()[active[i]];
      int start = start(active[i]);
      for (int k = i + 1; k < columns; k++) {
        c -= r[start + active[k]] * coefficients[k];
      }
      coefficients[i] = weights.values()[active[i]] > 0 ? c : 0;
    }
  }

  /** Of a row of the triangle, where its column 0 would stand. */
  private int start(int i) {
    return i * (2 * row.length - i - 3) / 2 - 1;
  }

  /** Whether there were enough examples for what was last predicted. */
  boolean isKnown() {
    double examples = numbers.values()[EXAMPLES];
    return examples > FIRST_EXAMPLES + columns && Double.isFinite(predicted);
  }

  /**
   * Takes in the label of the features last predicted.
   *
   * @param near the part of it that is no error, for what is yet to come
   * @param weight how many examples it counts as
   */
  void include(double label, double near, double weight) {
    double[] n = numbers.values();
    if (isKnown()) {
      rotate(label, weight * share(label, near));
    } else if (n[EXAMPLES] >= FIRST_EXAMPLES) {
      rotate(near, weight);
    }
    boolean isFirst = n[EXAMPLES] < FIRST_LABELS;
    n[EXAMPLES]++;
    n[LEAST] = isFirst ? near : Math.min(n[LEAST], near);
    n[GREATEST] = isFirst ? near : Math.max(n[GREATEST], near);
    n[LAST_BUT_ONE] = n[LAST];
    n[LAST] = near;
    numbers.markAllChanged();
  }

  /** What an example weighs, the less the farther it is from the line. */
  private double share(double label, double near) {
    double[] n = numbers.values();
    double usual = Math.max(n[RESIDUAL], LEAST_RESIDUAL * labels.deviation());
    double most = n[RESIDUALS] > 0 ? MOST_RESIDUAL * usual : Double.POSITIVE_INFINITY;
    n[RESIDUALS]++;
    double gain = Math.max(RESIDUAL_GAIN, 1 / n[RESIDUALS]);
    n[RESIDUAL] += gain * (Math.min(Math.abs(near - predicted), most) - n[RESIDUAL]);
    double residual = Math.abs(label - predicted);
    return usual > 0 && residual > 0 ? Math.min(1, FULL_WEIGHT * usual / residual) : 1;
  }

  private void rotate(double label, double weight) {
    double[] d = weights.values();
    for (int k = 0; k < columns; k++) {
      int i = active[k];
      d[i] = Math.max(FADING * d[i], Double.MIN_VALUE); // Never 0 again: its column stays active.
      rest[k] = row[i];
      sizes[k] = Math.abs(row[i]);
    }
    double w = weight;
    double y = label;
    for (int k = 0; k < columns && w > 0; k++) {
      double x = rest[k];
      int i = active[k];
      double sum = d[i] + w * x * x;
      if (Math.abs(x) <= ROUNDING * sizes[k] || sum < Double.MIN_NORMAL) {
        continue;
      }
      double kept = d[i] / sum;
      double gain = w * x / sum;
      d[i] = sum;
      w *= kept;
      rotate(k, x, kept, gain);
      double[] theta = right.values();
      double before = y;
      y -= x * theta[i];
      theta[i] = kept * theta[i] + gain * before;
    }
    int last = active[columns - 1];
    triangle.markChanged(0, start(last) + last + 1); // All rows above its own.
    weights.markAllChanged();
    right.markAllChanged();
  }

  /** Takes what a row of the triangle explains from the rest of the example. */
  private void rotate(int k, double x, double kept, double gain) {
    double[] r = triangle.values();
    int start = start(active[k]);
    for (int j = k + 1; j < columns; j++) {
      int at = start + active[j];
      double part = x * r[at];
      double before = rest[j];
      rest[j] = before - part;
      sizes[j] = Math.max(sizes[j], Math.abs(part));
      r[at] = kept * r[at] + gain * before;
    }
  }

  /** Starts over, with the next two labels. */
  void clear() {
    double[] n = numbers.values();
    if (n[EXAMPLES] < FIRST_LABELS) {
      return;
    }
    weights.clear();
    triangle.clear();
    right.clear();
    n[EXAMPLES] = FIRST_LABELS - 1; // The range of the labels begins with the next one.
    n[RESIDUALS] = 0;
    n[RESIDUAL] = 0;
    numbers.markAllChanged();
  }
}
