package io.gradstream.prequential;

import io.gradstream.learning.Label;
import io.gradstream.learning.Prediction;
import io.gradstream.prequential.StreamQuality.RunScore;

/** Sums up how well one learner predicts. */
final class ScoreSums {
  private final String name;
  private boolean ofClasses;
  private long examples;
  private double losses;
  private double hits;

  /**
   * @param name of the learner
   */
  ScoreSums(String name) {
    this.name = name;
  }

  /** Adds what was predicted of an example. */
  void add(double[] scores, int classes, Label label) {
    examples++;
    switch (label) {
      case Label.Category category -> {
        ofClasses = true;
        hits += highest(scores, classes) == category.index() ? 1 : 0;
        losses -= StrictMath.log(Math.max(scores[category.index()], Float.MIN_NORMAL));
      }
      case Label.Real real -> {
        double error = scores[0] - real.value();
        losses += error * error;
      }
    }
  }

  /** Adds what was predicted of an example. */
  void add(Prediction prediction, Label label) {
    double[] scores = {prediction.value()};
    if (prediction.classes() > 0) {
      scores = new double[prediction.classes()];
      for (int k = 0; k < scores.length; k++) {
        scores[k] = prediction.scores()[k];
      }
    }
    add(scores, prediction.classes(), label);
  }

  private static int highest(double[] scores, int count) {
    int best = 0;
    for (int k = 1; k < count; k++) {
      if (scores[k] > scores[best]) {
        best = k;
      }
    }
    return best;
  }

  RunScore score() {
    double mean = losses / examples;
    return ofClasses
        ? new RunScore(name, mean, hits / examples)
        : new RunScore(name, Math.sqrt(mean), Double.NaN);
  }
}
