package io.gradstream.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * Scores over some of a stream's examples. A score that is not defined is NaN: all are when no
 * example was seen, and one whose denominator is zero.
 */
public sealed interface Scores permits ClassificationScores, RegressionScores {
  /** The sum of the examples' weights: their number, unless they fade. */
  double examples();

  /** The mean loss. */
  double loss();

  /** What labels alone predict better by more than chance; null if nothing does. */
  @Nullable String betterBaseline();
}
