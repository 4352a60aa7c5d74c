package io.gradstream.learning;

import io.gradstream.network.DoubleArray;

/**
 * Standardises real labels as {@link Standardizer} does features. A prediction is scaled back by
 * the labels before it; its own is included only when it is learned.
 */
final class TargetScale {
  private static final int COUNT = 0;
  private static final int MEAN = 1;
  private static final int SQUARES = 2;

  private final DoubleArray moments = new DoubleArray("target/moments", 3);
  private double nextMean;
  private double nextSquares;

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
    double count = m[COUNT] + 1;
    double d = label - m[MEAN];
    nextMean = m[MEAN] + d / count;
    nextSquares = m[SQUARES] + d * (label - nextMean);
    if (!(nextSquares > 0)) {
      return 0f;
    }
    double z = (label - nextMean) * Math.sqrt(count / nextSquares);
    return (float) Math.clamp(z, -Standardizer.CLIP, Standardizer.CLIP);
  }

  /** Includes the label last transformed. */
  void include() {
    double[] m = moments.values();
    m[COUNT] += 1;
    m[MEAN] = nextMean;
    m[SQUARES] = nextSquares;
    moments.markAllChanged();
  }
}
