package io.gradstream.learning.pool;

import io.gradstream.network.DoubleArray;
import io.gradstream.network.LearnedArray;

/**
 * What labels alone say of the next one's class: the last one again, as often as that happened, or
 * another one, by how frequent it is.
 */
final class LabelRuns {
  private static final double FADING = 0.999;

  /** What each class, and each of again and another one, counts beforehand. */
  private static final double PRIOR = 0.5;

  private static final int NONE = -1;
  private static final int LAST = 0;
  private static final int AGAIN = 1;
  private static final int CHANGES = 2;
  private static final int FIRST_CLASS = 3;

  private final DoubleArray numbers;

  /**
   * @param classes at most
   */
  LabelRuns(int classes) {
    this.numbers = new DoubleArray("pool/label-runs", FIRST_CLASS + classes);
    numbers.values()[LAST] = NONE;
  }

  LearnedArray state() {
    return numbers;
  }

  /** The probability of each of the known classes. */
  void predict(double[] out, int classes) {
    double[] n = numbers.values();
    int last = (int) n[LAST];
    double others = 0;
    for (int c = 0; c < classes; c++) {
      out[c] = n[FIRST_CLASS + c] + PRIOR;
      others += c == last ? 0 : out[c];
    }
    if (last == NONE || others == 0) {
      scale(out, classes, 1 / (others + (last == NONE ? 0 : out[last])));
      return;
    }
    double again = (n[AGAIN] + PRIOR) / (n[AGAIN] + n[CHANGES] + 2 * PRIOR);
    scale(out, classes, (1 - again) / others);
    out[last] = again;
  }

  private static void scale(double[] values, int count, double factor) {
    for (int c = 0; c < count; c++) {
      values[c] *= factor;
    }
  }

  void include(int label, double weight) {
    double[] n = numbers.values();
    for (int k = AGAIN; k < n.length; k++) {
      n[k] *= FADING;
    }
    if (n[LAST] != NONE) {
      n[n[LAST] == label ? AGAIN : CHANGES] += weight;
    }
    n[FIRST_CLASS + label] += weight;
    n[LAST] = label;
    numbers.markAllChanged();
  }
}
