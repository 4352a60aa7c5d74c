package io.gradstream.learning;

import io.gradstream.kernel.Kernels;
import io.gradstream.kernel.Moments;
import io.gradstream.network.DoubleArray;
import io.gradstream.network.LearnedArray;
import java.util.List;

/**
 * Standardises each feature by its running mean and variance, the current example included, and
 * clips to {@value #CLIP} standard deviations. A missing value becomes 0, the mean, and does not
 * count.
 *
 * <p>The clip is for the feature that was constant and then moves: after n examples the first move
 * is √n standard deviations.
 */
final class Standardizer {
  static final double CLIP = 5;

  /** Examples that mean and variance rest on at most; so they follow a stream that drifts. */
  static final double HORIZON = 1000;

  private final Kernels kernels;
  private final DoubleArray count;
  private final DoubleArray mean;
  private final DoubleArray squares;
  private final Moments moments;
  private final Moments next;
  private int length;

  Standardizer(int features, Kernels kernels) {
    int padded = Kernels.padded(features);
    this.kernels = kernels;
    this.count = new DoubleArray("standardizer/count", padded);
    this.mean = new DoubleArray("standardizer/mean", padded);
    this.squares = new DoubleArray("standardizer/squares", padded);
    this.moments = new Moments(count.values(), mean.values(), squares.values());
    this.next = Moments.ofLength(padded);
  }

  /**
   * Standardises the first {@code size} features, padded, as if they had been included; false if
   * one is infinite.
   */
  boolean transform(FeatureVector features, int size, float[] out) {
    length = Kernels.padded(size);
    return kernels.standardize(features.padded(), length, HORIZON, CLIP, moments, next, out);
  }

  /** Includes the features last transformed. */
  void include() {
    moments.set(next, length);
    count.markChanged(0, length);
    mean.markChanged(0, length);
    squares.markChanged(0, length);
  }

  List<LearnedArray> state() {
    return List.of(count, mean, squares);
  }
}
