package io.gradstream.evaluation;

import java.util.Arrays;

/**
 * Sums over predicted classes. Instead of shrinking all sums with each example, which costs the
 * number of classes, each example weighs more than the one before by {@code 1 / fading}. All sums
 * are scaled down before the weight leaves the range of doubles, by a power of two, which is exact.
 */
final class ClassSums extends Sums {
  /** The columns of a row after those of every kind; a miss is 1, a hit 0. */
  static final int PREDICTED = 2;

  static final int MAJORITY_MISS = 3;
  static final int LAST_LABEL_MISS = 4;
  static final int COLUMNS = 5;

  private static final int WEIGHT = 2;
  private static final int MISSES = 3;
  private static final int MAJORITY_MISSES = 4;
  private static final int LAST_LABEL_MISSES = 5;
  private static final int CLASSES = 6;

  /** Leaves room for a product of two sums. */
  private static final double MAX_WEIGHT = 0x1p256;

  private final double growth;

  ClassSums(String name, int classes, double fading) {
    super(name, CLASSES + 2 * classes);
    this.growth = 1 / fading;
    values()[WEIGHT] = 1;
  }

  @Override
  void add(double[] rows, int at) {
    double[] sums = values();
    if (sums[WEIGHT] > MAX_WEIGHT) {
      scaleDown();
    }
    double weight = sums[WEIGHT] * growth;
    int predicted = (int) rows[at + PREDICTED];
    int label = (int) rows[at + Window.LABEL];
    sums[WEIGHT] = weight;
    sums[EXAMPLES] += weight;
    sums[LOSS] += weight * rows[at + Window.LOSS];
    sums[MISSES] += predicted == label ? 0 : weight;
    sums[MAJORITY_MISSES] += weight * rows[at + MAJORITY_MISS];
    sums[LAST_LABEL_MISSES] += weight * rows[at + LAST_LABEL_MISS];
    sums[predictions(predicted)] += weight;
    sums[labels(label)] += weight;
  }

  private void scaleDown() {
    double[] sums = values();
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= MAX_WEIGHT;
    }
    state().markAllChanged();
  }

  @Override
  void markChanged(double[] rows, int at) {
    state().markChanged(0, CLASSES);
    if (state().blocks() > 1) { // Of few classes all sums are in the first.
      int predicted = predictions((int) rows[at + PREDICTED]);
      int label = labels((int) rows[at + Window.LABEL]);
      state().markChanged(predicted, predicted + 1);
      state().markChanged(label, label + 1);
    }
  }

  @Override
  void clear() {
    Arrays.fill(values(), 0);
    values()[WEIGHT] = 1;
  }

  /** Whether one class had more labels than another, or as many and comes first. */
  boolean leads(int one, int other) {
    double lead = values()[labels(one)] - values()[labels(other)];
    return lead > 0 || (lead == 0 && one < other);
  }

  @Override
  ClassificationScores scores() {
    double weight = values()[WEIGHT];
    return new ClassificationScores(
        examples() / weight,
        loss(),
        1 - mean(MISSES),
        1 - ratio(mean(MISSES), chanceMisses()),
        1 - ratio(values()[MISSES], values()[LAST_LABEL_MISSES]),
        1 - mean(MAJORITY_MISSES),
        1 - mean(LAST_LABEL_MISSES));
  }

  /**
   * {@code 1 − pe}, the share of misses if predictions and labels were independent. It is summed
   * over pairs of different classes: {@code 1 −} the pairs of equal ones would leave a rounding
   * error for a denominator when one class has nearly all examples.
   */
  private double chanceMisses() {
    double chance = 0;
    double predictionsBefore = 0;
    double labelsBefore = 0;
    for (int i = CLASSES; i < values().length; i += 2) {
      double predictions = mean(i);
      double labels = mean(i + 1);
      chance += predictions * labelsBefore + labels * predictionsBefore;
      predictionsBefore += predictions;
      labelsBefore += labels;
    }
    return chance;
  }

  private static int predictions(int index) {
    return CLASSES + 2 * index;
  }

  private static int labels(int index) {
    return CLASSES + 2 * index + 1;
  }
}
