package io.gradstream.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sums over predicted classes. Instead of shrinking all sums with each example, which costs the
 * number of classes, each example weighs more than the one before by {@code 1 / fading}. All sums
 * are scaled down before the weight leaves the range of doubles, by a power of two, which is exact.
 */
final class ClassSums extends Sums {
  /** The columns of a row after those of every kind; a miss is 1, a hit 0. */
  static final int PREDICTED = 2;

  /** Predicted before any class was known: never right. */
  static final int NONE = -1;

  static final int MAJORITY_MISS = 3;
  static final int LAST_LABEL_MISS = 4;
  static final int BRIER_SCORE = 5;
  static final int CONFIDENCE = 6;
  static final int COLUMNS = 7;

  /** Below this share of the examples a class has faded away. */
  static final double LEAST_SHARE = 1e-9;

  /** Of a reliability table. */
  static final int BINS = 10;

  private static final int WEIGHT = 2;
  private static final int MISSES = 3;
  private static final int MAJORITY_MISSES = 4;
  private static final int LAST_LABEL_MISSES = 5;
  private static final int BRIER_SCORES = 6;

  /** For each bin the sums of weights, confidences and hits. */
  private static final int BIN_SUMS = 7;

  /** For each class the sums of labels, predictions and hits. */
  private static final int CLASS_SUMS = BIN_SUMS + 3 * BINS;

  /** Leaves room for a product of two sums. */
  private static final double MAX_WEIGHT = 0x1p256;

  private final double growth;

  ClassSums(String name, int classes, double fading) {
    super(name, CLASS_SUMS + 3 * classes);
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
    double hit = predicted == label ? weight : 0;
    double confidence = rows[at + CONFIDENCE];
    int bin = bin(confidence);
    sums[WEIGHT] = weight;
    sums[EXAMPLES] += weight;
    sums[LOSS] += weight * rows[at + Window.LOSS];
    sums[MISSES] += weight - hit;
    sums[MAJORITY_MISSES] += weight * rows[at + MAJORITY_MISS];
    sums[LAST_LABEL_MISSES] += weight * rows[at + LAST_LABEL_MISS];
    sums[BRIER_SCORES] += weight * rows[at + BRIER_SCORE];
    sums[bin] += weight;
    sums[bin + 1] += weight * confidence;
    sums[bin + 2] += hit;
    sums[labels(label)] += weight;
    if (predicted != NONE) {
      sums[predictions(predicted)] += weight;
    }
    sums[hits(label)] += hit;
  }

  /** Bin m holds the confidences above m / 10 up to (m + 1) / 10; the first holds 0 too. */
  private static int bin(double confidence) {
    int bin = (int) Math.ceil(confidence * BINS) - 1;
    return BIN_SUMS + 3 * Math.min(Math.max(bin, 0), BINS - 1);
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
    state().markChanged(0, CLASS_SUMS);
    if (state().blocks() > 1) { // Of few classes all sums are in the first.
      int predicted = predictions(Math.max(0, (int) rows[at + PREDICTED]));
      int label = labels((int) rows[at + Window.LABEL]);
      state().markChanged(predicted, predicted + 1);
      state().markChanged(label, label + 3);
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

  /**
   * The scores.
   *
   * @param classes how many of the first classes to score: all that were label or prediction
   */
  ClassificationScores scores(int classes, double auc) {
    List<ClassScore> byClass = byClass(classes);
    return new ClassificationScores(
        examples() / values()[WEIGHT],
        loss(),
        1 - mean(MISSES),
        1 - ratio(mean(MISSES), chanceMisses(classes)),
        1 - ratio(values()[MISSES], values()[LAST_LABEL_MISSES]),
        mean(BRIER_SCORES),
        auc,
        macroF1(byClass),
        calibrationError(),
        1 - mean(MAJORITY_MISSES),
        1 - mean(LAST_LABEL_MISSES),
        byClass,
        reliability());
  }

  /**
   * {@code 1 − pe}, the share of misses if predictions and labels were independent. It is summed
   * over pairs of different classes: {@code 1 −} the pairs of equal ones would leave a rounding
   * error for a denominator when one class has nearly all examples.
   */
  private double chanceMisses(int classes) {
    double chance = 0;
    double predictionsBefore = 0;
    double labelsBefore = 0;
    for (int k = 0; k < classes; k++) {
      double labels = mean(labels(k));
      double predictions = mean(predictions(k));
      chance += predictions * labelsBefore + labels * predictionsBefore;
      predictionsBefore += predictions;
      labelsBefore += labels;
    }
    double ofNone = 1 - predictionsBefore;
    return ofNone > LEAST_SHARE ? chance + ofNone : chance; // Less is an error of rounding.
  }

  private List<ClassScore> byClass(int classes) {
    List<ClassScore> scores = new ArrayList<>(classes);
    double least = LEAST_SHARE * examples();
    for (int k = 0; k < classes; k++) {
      double hits = values()[hits(k)];
      double labels = values()[labels(k)];
      double both = labels + values()[predictions(k)];
      scores.add(
          new ClassScore(
              labels < least ? Double.NaN : ratio(hits, labels),
              both < least ? Double.NaN : ratio(2 * hits, both)));
    }
    return scores;
  }

  private static double macroF1(List<ClassScore> byClass) {
    double sum = 0;
    int classes = 0;
    for (ClassScore score : byClass) {
      if (!Double.isNaN(score.f1())) {
        sum += score.f1();
        classes++;
      }
    }
    return ratio(sum, classes);
  }

  private double calibrationError() {
    double error = 0;
    for (int bin = BIN_SUMS; bin < CLASS_SUMS; bin += 3) {
      error += Math.abs(values()[bin + 2] - values()[bin + 1]);
    }
    return ratio(error, examples());
  }

  private List<CalibrationBin> reliability() {
    List<CalibrationBin> bins = new ArrayList<>(BINS);
    for (int bin = BIN_SUMS; bin < CLASS_SUMS; bin += 3) {
      double weight = values()[bin];
      bins.add(
          new CalibrationBin(
              weight / values()[WEIGHT],
              ratio(values()[bin + 1], weight),
              ratio(values()[bin + 2], weight)));
    }
    return bins;
  }

  private static int labels(int index) {
    return CLASS_SUMS + 3 * index;
  }

  private static int predictions(int index) {
    return labels(index) + 1;
  }

  private static int hits(int index) {
    return labels(index) + 2;
  }
}
