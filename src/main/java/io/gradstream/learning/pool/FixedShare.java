package io.gradstream.learning.pool;

import io.gradstream.network.DoubleArray;

/**
 * The posterior weights of experts of which another may be best at any time: Bayes' rule, then a
 * share of the weight is dealt out evenly (Herbster and Warmuth 1998, section 5). For log loss, and
 * weights mixed with the rate 1, the regret against the best sequence of experts is at most {@code
 * ln n} for the first and about {@code ln(n / share)} for each switch.
 */
final class FixedShare {
  /** Likelihoods below it count as this: no expert is ever out of the question. */
  private static final double LEAST = 1e-6;

  private final DoubleArray weights;
  private final double share;
  private final boolean[] absent;
  private final int present;

  /** A mixture of a number of experts. */
  FixedShare(String name, int experts, double share) {
    this(name, share, new boolean[experts]);
  }

  /**
   * @param absent experts that weigh nothing
   */
  FixedShare(String name, double share, boolean[] absent) {
    this.weights = new DoubleArray(name, absent.length);
    this.share = share;
    this.absent = absent;
    int count = 0;
    for (boolean isAbsent : absent) {
      count += isAbsent ? 0 : 1;
    }
    this.present = count;
    for (int k = 0; k < absent.length; k++) {
      weights.values()[k] = absent[k] ? 0 : 1.0 / present;
    }
  }

  DoubleArray state() {
    return weights;
  }

  double[] weights() {
    return weights.values();
  }

  /**
   * Takes in how likely each expert held what came.
   *
   * @param weight how many times it counts as having come
   */
  void learn(double[] likelihoods, double weight) {
    double[] w = weights.values();
    double sum = 0;
    for (int k = 0; k < w.length; k++) {
      double likelihood = Math.max(likelihoods[k], LEAST);
      w[k] *= weight == 1 ? likelihood : StrictMath.pow(likelihood, weight);
      sum += w[k];
    }
    for (int k = 0; k < w.length; k++) {
      w[k] = absent[k] ? 0 : (1 - share) * w[k] / sum + share / present;
    }
    weights.markAllChanged();
  }
}
