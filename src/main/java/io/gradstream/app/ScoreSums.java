package io.gradstream.app;

import io.gradstream.app.StreamQuality.Score;
import io.gradstream.learning.Label;

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

  /** Adds what was predicted of an example, of so many classes. */
  void add(float[] scores, int classes, Label label) {
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

  private static int highest(float[] scores, int count) {
    int best = 0;
    for (int k = 1; k < count; k++) {
      if (scores[k] > scores[best]) {
        best = k;
      }
    }
    return best;
  }

  Score score() {
    double mean = losses / examples;
    return ofClasses
        ? new Score(name, mean, hits / examples)
        : new Score(name, Math.sqrt(mean), Double.NaN);
  }
}
