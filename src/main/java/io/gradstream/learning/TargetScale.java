package io.gradstream.learning;

import io.gradstream.network.DoubleArray;

/**
 * Standardises real labels as {@link Standardizer} does features, with the same horizon and the
 * same view of what is absurd. A prediction is scaled back by the labels before it; its own is
 * included only when it is learned.
 */
final class TargetScale {
  private static final int COUNT = 0;
  private static final int MEAN = 1;
  private static final int SQUARES = 2;
  private static final int ABSURD = 3;
  private static final int LENGTH = 4;

  private final DoubleArray moments = new DoubleArray("target/moments", LENGTH);
  private final double[] next = new double[LENGTH];

  DoubleArray state() {
    return moments;
  }

  /** The value that a standardised prediction stands for. */
  float value(float standardized) {
    double[] m = moments.values();
    double deviation = m[COUNT] > 0 ? Math.sqrt(m[SQUARES] / m[COUNT]) : 0;
    return (float) (m[MEAN] + deviation * standardized);
  }

  /** The label standardised as if it had been included. */
  float transform(double label) {
    double[] m = moments.values();
    double d = label - m[MEAN];
    boolean isAbsurd = Standardizer.isAbsurd(m[COUNT], d, m[SQUARES]);
    if (isAbsurd && m[ABSURD] + 1 < Standardizer.PERSISTENCE) {
      System.arraycopy(m, 0, next, 0, LENGTH);
      next[ABSURD]++;
      return (float) Math.copySign(Standardizer.CLIP, d);
    }
    double before = isAbsurd ? 0 : m[COUNT];
    double mean = isAbsurd ? 0 : m[MEAN];
    double squares = isAbsurd ? 0 : m[SQUARES];
    next[COUNT] = Math.min(before + 1, Standardizer.HORIZON);
    double kept = next[COUNT] > before ? squares : squares - squares / next[COUNT];
    next[MEAN] = mean + (label - mean) / next[COUNT];
    next[SQUARES] = kept + (label - mean) * (label - next[MEAN]);
    next[ABSURD] = 0;
    if (!(next[SQUARES] > 0)) {
      return 0f;
    }
    double z = (label - next[MEAN]) * Math.sqrt(next[COUNT] / next[SQUARES]);
    return (float) Math.clamp(z, -Standardizer.CLIP, Standardizer.CLIP);
  }

  /** Whether the label last transformed is too far away to be learned. */
  boolean isAbsurd() {
    return next[ABSURD] > 0;
  }

  /** Includes the label last transformed. */
  void include() {
    System.arraycopy(next, 0, moments.values(), 0, LENGTH);
    moments.markAllChanged();
  }

  /** As {@link Standardizer#forget}. */
  void forget() {
    double[] m = moments.values();
    if (m[COUNT] > Standardizer.REMEMBERED) {
      m[SQUARES] *= Standardizer.REMEMBERED / m[COUNT];
      m[COUNT] = Standardizer.REMEMBERED;
      moments.markAllChanged();
    }
  }
}
