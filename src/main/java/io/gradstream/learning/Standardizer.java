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
 *
 * <p>A value {@value #ABSURD} standard deviations away, from a feature that has varied, is an error
 * of whoever sent it rather than news: it counts as missing, or one value of 10³⁰ would make all
 * others equal for good. Where nothing else comes for {@value #PERSISTENCE} examples, it is news:
 * the feature begins anew.
 */
final class Standardizer {
  static final double CLIP = 5;

  /** A horizon with which mean and variance follow a stream that drifts. */
  static final double HORIZON = 1000;

  static final double ABSURD = 1000;
  static final int PERSISTENCE = 10_000;

  /** Examples before which nothing is absurd. */
  private static final double LEAST_EXAMPLES = 30;

  /**
   * Examples that what was seen counts as once it is forgotten: a deviation is off by an eighth.
   */
  static final double REMEMBERED = LEAST_EXAMPLES;

  private final Kernels kernels;
  private final double horizon;
  private final DoubleArray count;
  private final DoubleArray mean;
  private final DoubleArray squares;
  private final DoubleArray absurd;
  private final Moments moments;
  private final Moments next;
  private final float[] plausible;
  private int length;
  private int present;
  private int absurdNow;

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
    this.absurd = new DoubleArray("standardizer/absurd", padded);
    this.moments = new Moments(count.values(), mean.values(), squares.values());
    this.next = Moments.ofLength(padded);
    this.plausible = new float[padded];
  }

  /**
   * Standardises the first {@code size} features, padded, as if they had been included; false if
   * one is infinite.
   */
  boolean transform(FeatureVector features, int size, float[] out) {
    length = Kernels.padded(size);
    float[] values = features.padded();
    present = 0;
    absurdNow = 0;
    for (int i = 0; i < length; i++) {
      float value = values[i];
      plausible[i] = value;
      if (!Float.isNaN(value)) {
        present++;
        double d = value - mean.values()[i];
        if (!Float.isInfinite(value) && isAbsurd(count.values()[i], d, squares.values()[i])) {
          absurdNow++;
          plausible[i] = Float.NaN;
        }
      }
    }
    return kernels.standardize(plausible, length, horizon, CLIP, moments, next, out);
  }

  /**
   * Whether a value is beyond what may be.
   *
   * @param deviation of the value from the mean
   * @param squares the sum of the squared deviations of {@code count} values
   */
  static boolean isAbsurd(double count, double deviation, double squares) {
    double limit = ABSURD * ABSURD * squares;
    return count >= LEAST_EXAMPLES && squares > 0 && deviation * deviation * count > limit;
  }

  /** The share of the features last transformed, missing ones aside, that are not absurd. */
  float plausibility() {
    return absurdNow == 0 ? 1f : (float) (present - absurdNow) / present;
  }

  /**
   * Includes the features last transformed.
   *
   * @param features the same as then
   */
  void include(FeatureVector features) {
    moments.set(next, length);
    count.markChanged(0, length);
    mean.markChanged(0, length);
    squares.markChanged(0, length);
    countAbsurd(features.padded());
  }

  /** What was seen so far weighs as much as {@value #REMEMBERED} examples from now on. */
  void forget() {
    for (int i = 0; i < count.length(); i++) {
      if (count.values()[i] > REMEMBERED) {
        squares.values()[i] *= REMEMBERED / count.values()[i];
        count.values()[i] = REMEMBERED;
      }
    }
    count.markAllChanged();
    squares.markAllChanged();
  }

  /** Whether there were two values of a feature that differed. */
  boolean hasVaried(int feature) {
    return squares.values()[feature] > 0;
  }

  /** Counts how many values in a row were absurd. */
  private void countAbsurd(float[] values) {
    double[] run = absurd.values();
    for (int i = 0; i < length; i++) {
      boolean isAbsurd = Float.isNaN(plausible[i]) && !Float.isNaN(values[i]);
      boolean isPlausible = !Float.isNaN(plausible[i]);
      if (isAbsurd || (isPlausible && run[i] > 0)) {
        run[i] = isAbsurd && run[i] + 1 < PERSISTENCE ? run[i] + 1 : 0;
        absurd.markChanged(i, i + 1);
        if (isAbsurd && run[i] == 0) {
          moments.clear(i);
        }
      }
    }
  }

  List<LearnedArray> state() {
    return List.of(count, mean, squares, absurd);
  }
}
