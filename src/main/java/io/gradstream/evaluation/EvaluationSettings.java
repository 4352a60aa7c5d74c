package io.gradstream.evaluation;

import io.gradstream.evaluation.drift.DriftSettings;

/**
 * Settings of an evaluation.
 *
 * @param window the last examples that the windowed scores look at, 1 to {@value #MAX_WINDOW}
 * @param fading what a faded score keeps of its past with each example, {@value #MIN_FADING} to 1;
 *     it looks back over about 1 / (1 − fading) examples
 * @param quantile the level at which a predicted value is scored as a quantile, between 0 and 1;
 *     0.5 is the median
 * @param drift what watches the loss
 */
public record EvaluationSettings(int window, double fading, double quantile, DriftSettings drift) {
  /** Examples in a window at most. */
  public static final int MAX_WINDOW = 1_000_000;

  /** The least fading factor: below it a score is that of hardly two examples. */
  public static final double MIN_FADING = 0.5;

  /** Checks each setting. */
  public EvaluationSettings {
    if (window < 1 || window > MAX_WINDOW) {
      throw new IllegalArgumentException(
          "window: got %d, wants 1 to %d".formatted(window, MAX_WINDOW));
    }
    if (!(fading >= MIN_FADING && fading <= 1)) {
      throw new IllegalArgumentException(
          "fading: got %s, wants %s to 1".formatted(fading, MIN_FADING));
    }
    if (!(quantile > 0 && quantile < 1)) {
      throw new IllegalArgumentException(
          "quantile: got %s, wants more than 0 and less than 1".formatted(quantile));
    }
  }

  @Override
  public String toString() {
    return "window=%d fading=%s quantile=%s drift=(%s)".formatted(window, fading, quantile, drift);
  }
}
