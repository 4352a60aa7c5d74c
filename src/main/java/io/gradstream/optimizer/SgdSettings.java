package io.gradstream.optimizer;

/**
 * Settings of stochastic gradient descent.
 *
 * @param rate the learning rate
 * @param momentum the share of its velocity a parameter keeps, 0 to below 1; 0 is plain descent
 * @param nesterov whether to look ahead along the velocity; wants momentum
 * @param l2 weight of ½·‖w‖² in the objective, biases excepted; 0 is none
 * @param clipNorm longest gradient that is followed in full, a longer one is shortened to it;
 *     infinite is never
 */
public record SgdSettings(
    LearningRate rate, double momentum, boolean nesterov, double l2, double clipNorm) {
  /** Checks each setting. */
  public SgdSettings {
    if (!(momentum >= 0 && (float) momentum < 1)) {
      throw new IllegalArgumentException(
          "momentum: got %s, wants 0 to below 1".formatted(momentum));
    }
    if (nesterov && momentum == 0) {
      throw new IllegalArgumentException("nesterov: got true without momentum, wants momentum");
    }
    double shrinkage = l2 * rate.at(0);
    if (!(l2 >= 0 && l2 <= Float.MAX_VALUE && shrinkage < 1)) {
      throw new IllegalArgumentException(
          "l2: got %s, wants at least 0, a number that fits a float and, times the rate, is below 1"
              .formatted(l2));
    }
    if (!(clipNorm > 0)) {
      throw new IllegalArgumentException(
          "clip-norm: got %s, wants a number above 0".formatted(clipNorm));
    }
  }

  /** Plain descent at a constant rate. */
  public static SgdSettings plain(double rate) {
    return new SgdSettings(new LearningRate.Constant(rate), 0, false, 0, Double.POSITIVE_INFINITY);
  }

  @Override
  public String toString() {
    return "sgd rate=%s momentum=%s nesterov=%s l2=%s clip-norm=%s"
        .formatted(rate, momentum, nesterov, l2, clipNorm);
  }
}
