package io.gradstream.optimizer;

/**
 * The weight of a mean that starts at zero and keeps {@code decay} of itself with each value: the
 * sum of its values' shares, {@code 1 − decayᵗ} (Kingma and Ba 2015, section 3).
 */
final class RunningWeight {
  private final double decay;
  private final long full;

  RunningWeight(double decay) {
    this.decay = decay;
    // From here on decayᵗ is below half a unit in the last place of 1, and the sum is 1.
    this.full = (long) StrictMath.ceil(-55 / (StrictMath.log(decay) / StrictMath.log(2)));
  }

  /** After this number of values, at least 1. */
  double after(long values) {
    return values >= full ? 1 : 1 - StrictMath.pow(decay, (double) values);
  }
}
