package io.gradstream.learning.pool;

import io.gradstream.network.DoubleArray;

/** The faded mean loss of each of a pool's members, of one example in {@value #INTERVAL}. */
final class MemberLosses {
  private static final int INTERVAL = 16;

  /** Together they look back as far as the pool's other means do. */
  private static final double KEEP = StrictMath.pow(LearnerPool.KEEP, INTERVAL);

  private final DoubleArray means;

  MemberLosses(int members) {
    this.means = new DoubleArray("pool/losses", members);
  }

  DoubleArray state() {
    return means;
  }

  /** The mean loss of a member; NaN before the first example. */
  double of(int member, long examples) {
    return examples == 0 ? Double.NaN : means.values()[member];
  }

  /**
   * Takes in an example, if it is one of those that are looked at.
   *
   * @param example its number, the first is 0
   */
  void include(Mixture mixture, float target, long example) {
    if (example % INTERVAL != 0) {
      return;
    }
    double step = Math.max(1.0 / (example / INTERVAL + 1), 1 - KEEP);
    double[] mean = means.values();
    for (int m = 0; m < mean.length; m++) {
      mean[m] += step * (mixture.voiceLoss(m, target) - mean[m]);
    }
    means.markAllChanged();
  }
}
