package io.gradstream.learning;

import org.jspecify.annotations.Nullable;

/**
 * What a learner made of an example, before it learned from it. The learner owns it and writes the
 * next prediction over it.
 */
public final class Prediction {
  /** A probability below it counts as this: a certainty that fails costs no more. */
  public static final double LEAST_PROBABILITY = 1e-6;

  /** The loss at a class that was held impossible, or was not known yet. */
  public static final float MOST_LOSS = (float) -StrictMath.log(LEAST_PROBABILITY);

  private final float[] scores;
  private double value;
  private int classes;
  private long modelVersion;
  private float loss;
  private @Nullable Refusal refusal;

  public Prediction(int scores) {
    this.scores = new float[scores];
  }

  public void begin(long modelVersion, int classes) {
    this.modelVersion = modelVersion;
    this.classes = classes;
    this.loss = Float.NaN;
    this.refusal = null;
  }

  void setLoss(float loss) {
    this.loss = loss;
  }

  void setValue(double value) {
    this.value = value;
  }

  public Prediction refuse(Refusal reason) {
    this.refusal = reason;
    return this;
  }

  /** The probability of each of the {@link #classes}. Live; what is beyond them means nothing. */
  public float[] scores() {
    return scores;
  }

  /** The number of classes the predicting model knew; 0 for a real label. */
  public int classes() {
    return classes;
  }

  /** The class of the highest score, the first of equals; 0 before any class is known. */
  public int predictedClass() {
    int best = 0;
    for (int k = 1; k < classes; k++) {
      if (scores[k] > scores[best]) {
        best = k;
      }
    }
    return best;
  }

  /** The predicted value of a real label. */
  public double value() {
    return value;
  }

  /** The number of examples the predicting model had learned. */
  public long modelVersion() {
    return modelVersion;
  }

  /** The loss at the label, NaN if there was none. For a real label in its standardised units. */
  public float loss() {
    return loss;
  }

  /** Why the example was refused, or null. The scores mean nothing then. */
  public @Nullable Refusal refusal() {
    return refusal;
  }
}
