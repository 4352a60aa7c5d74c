package io.gradstream.learning.pool;

import io.gradstream.kernel.Fading;
import io.gradstream.network.DoubleArray;

/**
 * Keeps a member from learning what it knows already (Jiang et al. 2019): with many such steps the
 * mean squares would fall to next to nothing, and the next mistake would lead too far.
 *
 * <p>The error is the probability that was given to other classes. It is measured against its own
 * running mean, so that a class that is rare on a stream is not among what is skipped.
 */
final class KnownGate {
  /** An error below this share of the usual one teaches nothing. */
  private static final double LEAST_ERROR = 0.1;

  private final Fading fading;
  private final DoubleArray mean;

  KnownGate(String name, Fading fading) {
    this.fading = fading;
    this.mean = new DoubleArray(name + "error", 1);
  }

  /**
   * Includes an error, and says whether there is something to learn from it.
   *
   * @param probability that was given to the class that came
   * @param weight how many examples it counts as
   * @param step how many came before
   */
  boolean opensFor(double probability, float weight, long step) {
    double error = 1 - probability;
    double now = fading.keep() * mean.get(0) + fading.gain() * error;
    mean.set(0, now);
    return weight * error >= LEAST_ERROR * now * fading.correction(step + 1);
  }

  /** Forgets the usual error. */
  void clear() {
    mean.clear();
  }

  DoubleArray state() {
    return mean;
  }
}
