package io.gradstream.network;

import java.nio.ByteBuffer;

/** Learned {@code double}s. */
public final class DoubleArray extends LearnedArray {
  private final double[] values;

  /** An array of zeros. */
  public DoubleArray(String name, int length) {
    super(name, length, Double.BYTES, BLOCK_BYTES);
    this.values = new double[length];
  }

  /** The live values; mark what you write. */
  public double[] values() {
    return values;
  }

  /** One value. */
  public double get(int index) {
    return values[index];
  }

  /** Writes one value and marks it. For arrays of a few numbers, where that costs nothing. */
  public void set(int index, double value) {
    values[index] = value;
    markChanged(index, index + 1);
  }

  @Override
  void writeElements(int start, int count, ByteBuffer out) {
    out.asDoubleBuffer().put(values, start, count);
  }

  @Override
  void readElements(int start, int count, ByteBuffer in) {
    in.asDoubleBuffer().get(values, start, count);
  }
}
