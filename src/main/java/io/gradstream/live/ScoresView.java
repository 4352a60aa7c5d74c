package io.gradstream.live;

import io.gradstream.evaluation.ClassificationScores;
import io.gradstream.evaluation.RegressionScores;
import io.gradstream.evaluation.Scores;

/** What a reader sees of scores; NaN is what is not known. */
sealed interface ScoresView {
  /** Of predicted classes. */
  record OfClasses(
      double loss,
      double accuracy,
      double majorityAccuracy,
      double lastLabelAccuracy,
      double kappa,
      double kappaTemporal,
      double auc,
      double f1,
      double brier,
      double calibrationError)
      implements ScoresView {}

  /** Of predicted values. */
  record OfValues(
      double loss, double mae, double rmse, double r2, double meanMae, double lastValueMae)
      implements ScoresView {}

  static ScoresView of(Scores scores) {
    return switch (scores) {
      case ClassificationScores c ->
          new OfClasses(
              c.loss(),
              c.accuracy(),
              c.majorityAccuracy(),
              c.lastLabelAccuracy(),
              c.kappa(),
              c.kappaTemporal(),
              c.auc(),
              c.f1(),
              c.brier(),
              c.calibrationError());
      case RegressionScores r ->
          new OfValues(r.loss(), r.mae(), r.rmse(), r.r2(), r.meanMae(), r.lastValueMae());
    };
  }
}
