package io.gradstream.learning;

import io.gradstream.kernel.Kernels;
import java.util.Arrays;
import java.util.Objects;

/** The features of an example in a fixed order. NaN is a missing value. Reused between examples. */
public final class FeatureVector {
  private final int size;
  private final float[] values;

  /** A vector of {@code size} missing values. */
  public FeatureVector(int size) {
    this.size = size;
    this.values = new float[Kernels.padded(size)];
    Arrays.fill(values, Float.NaN);
  }

  /** A vector of the given values, each rounded to the nearest float. */
  public static FeatureVector of(double... values) {
    FeatureVector vector = new FeatureVector(values.length);
    for (int i = 0; i < values.length; i++) {
      vector.set(i, values[i]);
    }
    return vector;
  }

  /** The number of features. */
  public int size() {
    return size;
  }

  /** The value of a feature, NaN if missing. */
  public float get(int index) {
    return values[Objects.checkIndex(index, size)];
  }

  /** Sets a feature, rounded to the nearest float. */
  public void set(int index, double value) {
    values[Objects.checkIndex(index, size)] = (float) value;
  }

  /** Marks a feature as missing. */
  public void setMissing(int index) {
    values[Objects.checkIndex(index, size)] = Float.NaN;
  }

  /** The features, then missing values up to the kernels' row length. */
  float[] padded() {
    return values;
  }
}
