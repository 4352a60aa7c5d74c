package io.gradstream.optimizer;

/** What several settings must keep to. */
final class Checks {
  /** Steps of this length, 2²⁴ of them in one direction, are far from leaving the floats. */
  private static final double MAX_STEP = 1e6;

  /** Over it even a gradient whose square is held for 0 gives no step longer than the rate. */
  private static final double MIN_EPSILON = 1e-18;

  private Checks() {}

  static void clipNorm(double clipNorm) {
    if (!(clipNorm > 0)) {
      throw new IllegalArgumentException(
          "clip-norm: got %s, wants a number above 0".formatted(clipNorm));
    }
  }

  /** The learning rate of an optimizer for which it is the length of a step. */
  static void stepLength(LearningRate rate) {
    if (!(rate.at(0) <= MAX_STEP)) {
      throw new IllegalArgumentException(
          "rate: got %s, wants at most %s".formatted(rate.at(0), MAX_STEP));
    }
  }

  /** What a running mean keeps of its past. */
  static void decay(String name, double decay) {
    if (!(decay >= 0 && (float) decay < 1)) {
      throw new IllegalArgumentException("%s: got %s, wants 0 to below 1".formatted(name, decay));
    }
  }

  static void epsilon(double epsilon) {
    if (!(epsilon >= MIN_EPSILON && epsilon <= 1)) {
      throw new IllegalArgumentException(
          "epsilon: got %s, wants %s to 1".formatted(epsilon, MIN_EPSILON));
    }
  }
}
