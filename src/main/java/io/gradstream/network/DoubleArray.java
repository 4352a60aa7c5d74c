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

  @Override
  void writeElements(int start, int count, ByteBuffer out) {
    out.asDoubleBuffer().put(values, start, count);
  }

  @Override
  void readElements(int start, int count, ByteBuffer in) {
    in.asDoubleBuffer().get(values, start, count);
  }
}
