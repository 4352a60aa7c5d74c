package io.gradstream.learning.pool;

import io.gradstream.network.DoubleArray;
import io.gradstream.network.LearnedArray;

/**
 * Chooses which of several predicted values is published: the first, the mixture that minimises the
 * loss, or another one whose absolute error is lower by more than chance and whose squared error is
 * hardly higher. Where a label hardly ever moves, the last value has half the absolute error of the
 * mean of what may come.
 */
final class PublishedVoice {
  private static final double FADING = 0.999;

  /** Standard errors of the difference by which another one's absolute error must be lower. */
  private static final double STANDARD_ERRORS = 2;

  /** A squared error less than this many times as large is hardly higher. */
  private static final double HARDLY_MORE = 1.05;

  private static final int ABSOLUTE = 0;
  private static final int SQUARED = 1;

  /** The sum of squares of the differences between absolute errors, the first one's and its own. */
  private static final int DIFFERENCES = 2;

  private static final int SUMS = 3;

  private final int voices;
  private final DoubleArray sums;

  PublishedVoice(int voices) {
    this.voices = voices;
    this.sums = new DoubleArray("pool/published", SUMS * voices);
  }

  /** The index of the voice to publish next. */
  int choose() {
    double[] s = sums.values();
    int chosen = 0;
    for (int at = SUMS; at < s.length; at += SUMS) {
      double less = s[ABSOLUTE] - s[at + ABSOLUTE];
      boolean isClear = less > STANDARD_ERRORS * Math.sqrt(s[at + DIFFERENCES]);
      boolean isHarmless = s[at + SQUARED] < HARDLY_MORE * s[SQUARED];
      if (isClear && isHarmless && s[at + ABSOLUTE] < s[SUMS * chosen + ABSOLUTE]) {
        chosen = at / SUMS;
      }
    }
    return chosen;
  }

  /** Includes how far each value was from the target. */
  void include(double[] values, double target) {
    double first = Math.abs(values[0] - target);
    for (int v = 0; v < voices; v++) {
      double error = Math.abs(values[v] - target);
      add(SUMS * v + ABSOLUTE, FADING, error);
      add(SUMS * v + SQUARED, FADING, error * error);
      add(SUMS * v + DIFFERENCES, FADING * FADING, (first - error) * (first - error));
    }
    sums.markAllChanged();
  }

  private void add(int sum, double fading, double value) {
    double[] s = sums.values();
    s[sum] = fading * s[sum] + value;
  }

  LearnedArray state() {
    return sums;
  }
}
