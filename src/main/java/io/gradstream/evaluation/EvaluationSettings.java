package io.gradstream.evaluation;

/**
 * Settings of an evaluation.
 *
 * @param window the last examples that the windowed scores look at, 1 to {@value #MAX_WINDOW}
 * @param fading what a faded score keeps of its past with each example, {@value #MIN_FADING} to 1;
 *     it looks back over about 1 / (1 − fading) examples
 */
public record EvaluationSettings(int window, double fading) {
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
  }

  @Override
  public String toString() {
    return "window=" + window + " fading=" + fading;
  }
}
