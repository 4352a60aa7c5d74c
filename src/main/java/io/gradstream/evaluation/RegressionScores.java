package io.gradstream.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * Scores of predicted values, in the label's units but for {@code loss} and {@code r2}.
 *
 * @param examples the sum of the examples' weights
 * @param loss the mean loss
 * @param mae the mean absolute error
 * @param rmse the root of the mean squared error
 * @param r2 the share of the labels' variance that is explained: 1 − the sum of squared errors /
 *     the sum of squared deviations from the mean of these labels; NaN where they are all equal
 * @param quantileLoss the mean of {@code τ (y − q)} where the label y is above the predicted q and
 *     of {@code (1 − τ) (q − y)} where it is below, τ being the settings' quantile (Koenker and
 *     Bassett, "Regression quantiles", 1978); half the {@code mae} at 0.5
 * @param meanMae the mean absolute error of predicting the mean of all labels before the example; 0
 *     before the first
 * @param meanRmse the root of its mean squared error
 * @param lastValueMae the mean absolute error of predicting the label before; 0 before the first
 * @param lastValueRmse the root of its mean squared error
 */
public record RegressionScores(
    double examples,
    double loss,
    double mae,
    double rmse,
    double r2,
    double quantileLoss,
    double meanMae,
    double meanRmse,
    double lastValueMae,
    double lastValueRmse)
    implements Scores {
  private static final int LEAST_EXAMPLES = 100;

  /** Less is a matter of a few errors. */
  private static final double WORSE = 1.02;

  /** Of labels as good as explained: what errs beside it is rounding. */
  private static final double ROUNDING = 1 - 1e-9;

  /** By the mean absolute error, which a few outliers do not decide. */
  @Override
  public @Nullable String betterBaseline() {
    double best = Math.min(meanMae, lastValueMae);
    if (examples < LEAST_EXAMPLES || !(mae > WORSE * best) || r2 > ROUNDING) {
      return null;
    }
    return lastValueMae <= meanMae ? "repeating the last value" : "predicting the mean";
  }
}
