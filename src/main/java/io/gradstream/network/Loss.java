package io.gradstream.network;

import io.gradstream.kernel.Functions;

/**
 * A loss and its link. The link turns logits into scores: the probability of each class, or the
 * predicted value. The gradient is taken at the logits, loss and link fused.
 *
 * <p>A target is a class index for the cross-entropies and a value for the others.
 */
public sealed interface Loss {
  /** Whether a target is a class index; it is a value otherwise. */
  boolean classifies();

  /** How many scores a prediction has. */
  int scores(int outputs);

  /** {@code scores ← link(logits)}. */
  void link(float[] logits, int outputs, float[] scores);

  /**
   * {@code logScores ← log p} of each class in use, exact where p rounds to 0.
   *
   * @throws UnsupportedOperationException if it does not classify
   */
  default void logScores(float[] logits, float[] scores, int outputs, double[] logScores) {
    throw new UnsupportedOperationException(this + " has no classes");
  }

  /** The loss at the target, taken so that it stays exact where its probability rounds to 0. */
  float loss(float[] logits, float[] scores, int outputs, float target);

  /** {@code delta ← ∂loss/∂logits}. */
  void dLoss(float[] logits, float[] scores, int outputs, float target, float[] delta);

  /** Fails with an {@link IllegalArgumentException} where the number of outputs does not fit. */
  void checkOutputs(int outputs);

  private static void checkOutputs(Loss loss, int outputs, int least, int most) {
    if (outputs < least || outputs > most) {
      String wanted = least == most ? "exactly " + least : "at least " + least;
      throw new IllegalArgumentException(
          "outputs: got %d, but %s wants %s".formatted(outputs, loss, wanted));
    }
  }

  /** A loss of a predicted value: one output, with the identity as link. */
  sealed interface OfValues extends Loss {
    @Override
    default boolean classifies() {
      return false;
    }

    @Override
    default int scores(int outputs) {
      return 1;
    }

    @Override
    default void link(float[] logits, int outputs, float[] scores) {
      scores[0] = logits[0];
    }

    @Override
    default void checkOutputs(int outputs) {
      Loss.checkOutputs(this, outputs, 1, 1);
    }
  }

  /** {@code ½·(ŷ − y)²}. */
  record SquaredError() implements OfValues {
    @Override
    public float loss(float[] logits, float[] scores, int outputs, float target) {
      float error = logits[0] - target;
      return 0.5f * error * error;
    }

    @Override
    public void dLoss(float[] logits, float[] scores, int outputs, float target, float[] delta) {
      delta[0] = logits[0] - target;
    }

    @Override
    public String toString() {
      return "squared-error";
    }
  }

  /** {@code ½·e²} up to {@code |e| = threshold} and linear beyond (Huber 1964, section 4). */
  record Huber(float threshold) implements OfValues {
    /** Checks the threshold. */
    public Huber {
      if (!(threshold > 0) || Float.isInfinite(threshold)) {
        throw new IllegalArgumentException(
            "huber-threshold: got %s, wants a finite number above 0".formatted(threshold));
      }
    }

    @Override
    public float loss(float[] logits, float[] scores, int outputs, float target) {
      float distance = Math.abs(logits[0] - target);
      return distance <= threshold
          ? 0.5f * distance * distance
          : threshold * (distance - 0.5f * threshold);
    }

    @Override
    public void dLoss(float[] logits, float[] scores, int outputs, float target, float[] delta) {
      delta[0] = Math.clamp(logits[0] - target, -threshold, threshold);
    }

    @Override
    public String toString() {
      return "huber(" + threshold + ")";
    }
  }

  /** {@code −log p(y)} of two classes on one logit, with the sigmoid as link. */
  record BinaryCrossEntropy() implements Loss {
    @Override
    public boolean classifies() {
      return true;
    }

    @Override
    public int scores(int outputs) {
      return 2;
    }

    @Override
    public void link(float[] logits, int outputs, float[] scores) {
      scores[0] = Functions.sigmoid(-logits[0]);
      scores[1] = Functions.sigmoid(logits[0]);
    }

    @Override
    public void logScores(float[] logits, float[] scores, int outputs, double[] logScores) {
      logScores[0] = -loss(logits, scores, outputs, 0f);
      logScores[1] = logScores[0] + logits[0];
    }

    @Override
    public float loss(float[] logits, float[] scores, int outputs, float target) {
      float margin = target == 1f ? logits[0] : -logits[0];
      double tail = StrictMath.log1p(Functions.exp(-Math.abs(margin)));
      return (float) (Math.max(-margin, 0f) + tail);
    }

    @Override
    public void dLoss(float[] logits, float[] scores, int outputs, float target, float[] delta) {
      delta[0] = target == 1f ? -scores[0] : scores[1];
    }

    @Override
    public void checkOutputs(int outputs) {
      Loss.checkOutputs(this, outputs, 1, 1);
    }

    @Override
    public String toString() {
      return "binary-cross-entropy";
    }
  }

  /** {@code −log p(y)} of two or more classes, a logit each, with the softmax as link. */
  record SoftmaxCrossEntropy() implements Loss {
    @Override
    public boolean classifies() {
      return true;
    }

    @Override
    public int scores(int outputs) {
      return outputs;
    }

    @Override
    public void link(float[] logits, int outputs, float[] scores) {
      float max = logits[argmax(logits, outputs)];
      float sum = 0f;
      for (int j = 0; j < outputs; j++) {
        scores[j] = Functions.exp(logits[j] - max);
        sum += scores[j];
      }
      for (int j = 0; j < outputs; j++) {
        scores[j] /= sum;
      }
    }

    @Override
    public void logScores(float[] logits, float[] scores, int outputs, double[] logScores) {
      int best = argmax(logits, outputs);
      double logSum = -StrictMath.log(scores[best]);
      for (int j = 0; j < outputs; j++) {
        logScores[j] = (double) logits[j] - logits[best] - logSum;
      }
    }

    @Override
    public float loss(float[] logits, float[] scores, int outputs, float target) {
      int best = argmax(logits, outputs);
      double logSum = -StrictMath.log(scores[best]);
      return (float) (logSum + (logits[best] - logits[(int) target]));
    }

    @Override
    public void dLoss(float[] logits, float[] scores, int outputs, float target, float[] delta) {
      System.arraycopy(scores, 0, delta, 0, outputs);
      int label = (int) target;
      float others = 0f;
      for (int j = 0; j < outputs; j++) {
        others += j == label ? 0f : scores[j];
      }
      delta[label] = -others;
    }

    @Override
    public void checkOutputs(int outputs) {
      Loss.checkOutputs(this, outputs, 2, Integer.MAX_VALUE);
    }

    @Override
    public String toString() {
      return "softmax-cross-entropy";
    }

    private static int argmax(float[] logits, int outputs) {
      int best = 0;
      for (int j = 1; j < outputs; j++) {
        if (logits[j] > logits[best]) {
          best = j;
        }
      }
      return best;
    }
  }
}
