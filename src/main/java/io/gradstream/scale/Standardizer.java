package io.gradstream.scale;

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

  private final Kernels kernels;
  private final double horizon;
  private final DoubleArray count;
  private final DoubleArray mean;
  private final DoubleArray squares;
  private final Moments moments;
  private final Moments next;

  /**
   * @param horizon examples that mean and variance rest on at most
   */
  Standardizer(int features, Kernels kernels, double horizon) {
    int padded = Kernels.padded(features);
    this.kernels = kernels;
    this.horizon = horizon;
    this.count = new DoubleArray("standardizer/count", padded);
    this.mean = new DoubleArray("standardizer/mean", padded);
    this.squares = new DoubleArray("standardizer/squares", padded);
    this.moments = new Moments(count.values(), mean.values(), squares.values());
    this.next = Moments.ofLength(padded);
  }

  /** Standardises the first values as if they had been included. */
  void transform(double[] values, int length, float[] out) {
    kernels.standardize(values, length, horizon, CLIP, moments, next, out);
  }

  /** Of the values last transformed, that of a feature will not be included. */
  void leaveOut(int feature) {
    next.setElement(moments, feature);
  }

  /** Includes the values last transformed, but for those left out. */
  void include(int length) {
    moments.set(next, length);
    markChanged(length);
  }

  private void markChanged(int length) {
    count.markChanged(0, length);
    mean.markChanged(0, length);
    squares.markChanged(0, length);
  }

  /** Takes the moments of a feature from those of its values that are not far off. */
  void restore(int feature, RunningRanks ranks) {
    ValueMoments near = ValueMoments.ofNear(ranks, feature);
    count.values()[feature] = near.count();
    mean.values()[feature] = near.mean();
    squares.values()[feature] = near.squares();
  }

  /** Forgets a feature. */
  void clear(int feature) {
    moments.clear(feature);
  }

  /** The mean of a feature. */
  double mean(int feature) {
    return mean.values()[feature];
  }

  /** The mean of the squared deviations of a feature from its mean. */
  double variance(int feature) {
    double n = count.values()[feature];
    return n > 0 ? squares.values()[feature] / n : 0;
  }

  /** Whether there were two values of a feature that differed. */
  boolean hasVaried(int feature) {
    return squares.values()[feature] > 0;
  }

  List<LearnedArray> state() {
    return List.of(count, mean, squares);
  }
}
