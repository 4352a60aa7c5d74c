package io.gradstream.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scores of predicted classes, as fractions of 1. In {@code f1} and {@code byClass} a class that
 * weighs less than a billionth of the examples has faded away: it counts as never seen.
 *
 * @param examples the sum of the examples' weights
 * @param loss the mean loss: cross-entropy, the logarithmic score, in nats
 * @param accuracy the share {@code p0} of examples whose class was predicted
 * @param kappa {@code (p0 − pe) / (1 − pe)} with {@code pe} the accuracy that predictions and
 *     labels of these frequencies reach by chance (Cohen, "A coefficient of agreement for nominal
 *     scales", 1960); NaN where all are of one class
 * @param kappaTemporal {@code (p0 − p) / (1 − p)} with {@code p} the {@code lastLabelAccuracy}
 *     (Bifet et al., "Pitfalls in benchmarking data stream classification and how to avoid them",
 *     2013; "Efficient online evaluation of big data stream classifiers", 2015); NaN where the
 *     label never changed
 * @param brier the mean of {@code ½ Σ (p − y)²} over classes, {@code y} being 1 for the label and 0
 *     for others: half the score of Brier ("Verification of forecasts expressed in terms of
 *     probability", 1950), so that for two classes it is {@code (p − y)²} of either
 * @param auc the probability that an example of a class has a higher score for it than one of
 *     another class, ties counting half (Hanley and McNeil, "The meaning and use of the area under
 *     a receiver operating characteristic (ROC) curve", 1982): of class 1 where there are two
 *     classes at most, else the mean over all classes that some examples are of and some are not.
 *     Known of a window alone; NaN elsewhere, without two classes, and where window times classes
 *     is more than 2<sup>22</sup>
 * @param f1 the mean F1 of the classes that were label or prediction
 * @param calibrationError the mean distance of accuracy and confidence over the bins of {@code
 *     reliability}, weighted by their examples (Guo et al., "On calibration of modern neural
 *     networks", 2017, equation 3)
 * @param majorityAccuracy the accuracy of predicting the most frequent of all labels before the
 *     example, the first of equals
 * @param lastLabelAccuracy the accuracy of predicting the label before; class 0 before the first
 * @param byClass scores of each class up to the last one the stream has had, in their order
 * @param reliability ten bins of confidence, each without its lower end and with its upper one
 */
public record ClassificationScores(
    double examples,
    double loss,
    double accuracy,
    double kappa,
    double kappaTemporal,
    double brier,
    double auc,
    double f1,
    double calibrationError,
    double majorityAccuracy,
    double lastLabelAccuracy,
    List<ClassScore> byClass,
    List<CalibrationBin> reliability)
    implements Scores {
  private static final int LEAST_EXAMPLES = 100;

  /** Standard deviations of the difference, whose variance is at most the misses of both over n. */
  private static final double CHANCE = 3;

  /** Keeps copies of the lists. */
  public ClassificationScores {
    byClass = List.copyOf(byClass);
    reliability = List.copyOf(reliability);
  }

  /** By the accuracy, where chance would not do it in a thousand times. */
  @Override
  public @Nullable String betterBaseline() {
    double best = Math.max(majorityAccuracy, lastLabelAccuracy);
    double misses = 2 - accuracy - best;
    if (examples < LEAST_EXAMPLES || !(best - accuracy > CHANCE * Math.sqrt(misses / examples))) {
      return null;
    }
    return lastLabelAccuracy >= majorityAccuracy
        ? "repeating the last label"
        : "predicting the most frequent class";
  }
}
