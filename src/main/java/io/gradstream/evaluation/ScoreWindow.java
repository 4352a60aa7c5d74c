package io.gradstream.evaluation;

import io.gradstream.network.FloatArray;
import java.util.Arrays;

/**
 * The scores of the last examples, a row each in a ring: of class 1 alone where there are but two
 * classes, else of every class. A row is as long as a power of two that the classes known so far
 * fit in, so that what changes, and is stored, grows with them and not with those there may be.
 */
final class ScoreWindow {
  /** Scores kept at most. */
  static final int MAX_SCORES = 1 << 22;

  private static final float[] NONE = {};

  private final int rows;
  private final int classes;
  private final FloatArray array;

  private ScoreWindow(int rows, int classes) {
    this.rows = rows;
    this.classes = classes;
    this.array = new FloatArray("evaluation/scores", rows * columns(classes));
  }

  /** Without rows, and so without an AUC, where they would be too many scores. */
  static ScoreWindow of(int rows, int classes) {
    long scores = rows * (long) (classes == 2 ? 1 : classes);
    return new ScoreWindow(scores > MAX_SCORES ? 0 : rows, classes);
  }

  FloatArray state() {
    return array;
  }

  /** The length of a row, by the number of known classes. */
  private int columns(int known) {
    if (classes == 2) {
      return 1;
    }
    return Math.min(classes, Integer.highestOneBit(Math.max(2, 2 * known - 1)));
  }

  /** Makes room in each row for classes that were not known before. */
  void enlarge(int knownBefore, int known) {
    int before = columns(knownBefore);
    int columns = columns(known);
    if (before == columns) {
      return;
    }
    float[] values = array.values();
    for (int row = rows - 1; row >= 0; row--) {
      System.arraycopy(values, row * before, values, row * columns, before);
      Arrays.fill(values, row * columns + before, (row + 1) * columns, 0);
    }
    array.markChanged(0, rows * columns);
  }

  /** Writes the first {@code count} scores, others being 0, as the row of the next example. */
  void add(long examples, float[] scores, int count, int known) {
    if (rows == 0) {
      return;
    }
    int columns = columns(known);
    int at = (int) (examples % rows) * columns;
    float[] values = array.values();
    if (classes == 2) {
      values[at] = count > 1 ? scores[1] : 0;
    } else {
      System.arraycopy(scores, 0, values, at, count);
      Arrays.fill(values, at + count, at + columns, 0);
    }
    array.markChanged(at, at + columns);
  }

  /** The area under the curve, a mean over classes where they are more than two. */
  double auc(Window labels, long examples, int known) {
    int filled = (int) Math.min(examples, rows);
    if (classes == 2) {
      return auc(labels, filled, 1, 0, 1);
    }
    double sum = 0;
    int defined = 0;
    for (int k = known <= 2 ? 1 : 0; k < known; k++) {
      double auc = auc(labels, filled, k, k, columns(known));
      if (!Double.isNaN(auc)) {
        sum += auc;
        defined++;
      }
    }
    return Sums.ratio(sum, defined);
  }

  /**
   * The share of pairs of an example of the class and another one that the class's score puts in
   * order, ties counting half: exact, as pairs are counted.
   */
  private double auc(Window labels, int filled, int wanted, int column, int columns) {
    float[] positives = positives(labels, filled, wanted, column, columns);
    int negatives = filled - positives.length;
    if (positives.length == 0 || negatives == 0) {
      return Double.NaN;
    }
    long halves = 0;
    for (int row = 0; row < filled; row++) {
      if (labels.label(row) != wanted) {
        float score = array.values()[row * columns + column];
        int atLeast = positives.length - countBelow(positives, score, false);
        int above = positives.length - countBelow(positives, score, true);
        halves += atLeast + above;
      }
    }
    return halves / (2.0 * positives.length * negatives);
  }

  /** The scores of the class's own examples, ascending. */
  private float[] positives(Window labels, int filled, int wanted, int column, int columns) {
    int count = labels.count(filled, wanted);
    float[] positives = count == 0 ? NONE : new float[count];
    for (int row = 0, next = 0; next < count; row++) {
      if (labels.label(row) == wanted) {
        positives[next++] = array.values()[row * columns + column];
      }
    }
    Arrays.sort(positives);
    return positives;
  }

  /** How many are below a score, or equal to it if those count. */
  private static int countBelow(float[] sorted, float score, boolean orEqual) {
    int from = 0;
    int to = sorted.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (sorted[middle] < score || (orEqual && sorted[middle] == score)) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
