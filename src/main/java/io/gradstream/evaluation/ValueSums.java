package io.gradstream.evaluation;

import java.util.Arrays;

/** Sums over predicted values. */
final class ValueSums extends Sums {
  /** The columns of a row after those of every kind. */
  static final int ERROR = 2;

  static final int MEAN_ERROR = 3;
  static final int LAST_VALUE_ERROR = 4;
  static final int COLUMNS = 5;

  private static final int LABEL_MEAN = 2;
  private static final int LABEL_SQUARES = 3;
  private static final int ERRORS = 4;
  private static final int MEAN_ERRORS = 6;
  private static final int LAST_VALUE_ERRORS = 8;
  private static final int QUANTILE_LOSSES = 10;
  private static final int LENGTH = 11;

  private final double fading;
  private final double quantile;

  ValueSums(String name, double fading, double quantile) {
    super(name, LENGTH);
    this.fading = fading;
    this.quantile = quantile;
  }

  @Override
  void add(double[] rows, int at) {
    double[] sums = values();
    fade(EXAMPLES, 1);
    fade(LOSS, rows[at + Window.LOSS]);
    // The squared deviations from the running mean (Welford 1962), faded: unlike a sum of squares
    // less a squared sum they survive labels that vary little around a large mean.
    double deviation = rows[at + Window.LABEL] - sums[LABEL_MEAN];
    sums[LABEL_MEAN] += deviation / sums[EXAMPLES];
    fade(LABEL_SQUARES, deviation * (rows[at + Window.LABEL] - sums[LABEL_MEAN]));
    fadeError(ERRORS, rows[at + ERROR]);
    fadeError(MEAN_ERRORS, rows[at + MEAN_ERROR]);
    fadeError(LAST_VALUE_ERRORS, rows[at + LAST_VALUE_ERROR]);
    double above = rows[at + ERROR];
    fade(QUANTILE_LOSSES, above > 0 ? (1 - quantile) * above : -quantile * above);
  }

  private void fadeError(int sum, double error) {
    fade(sum, Math.abs(error));
    fade(sum + 1, error * error);
  }

  private void fade(int sum, double more) {
    values()[sum] = fading * values()[sum] + more;
  }

  @Override
  void markChanged(double[] rows, int at) {
    state().markAllChanged();
  }

  @Override
  void clear() {
    Arrays.fill(values(), 0);
  }

  /** The mean of the labels, 0 before the first. */
  double labelMean() {
    return values()[LABEL_MEAN];
  }

  RegressionScores scores() {
    return new RegressionScores(
        examples(),
        loss(),
        mean(ERRORS),
        rootMean(ERRORS + 1),
        1 - ratio(values()[ERRORS + 1], values()[LABEL_SQUARES]),
        mean(QUANTILE_LOSSES),
        mean(MEAN_ERRORS),
        rootMean(MEAN_ERRORS + 1),
        mean(LAST_VALUE_ERRORS),
        rootMean(LAST_VALUE_ERRORS + 1));
  }

  private double rootMean(int squares) {
    return Math.sqrt(mean(squares));
  }
}
