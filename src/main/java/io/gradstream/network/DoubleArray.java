package io.gradstream.network;

import java.nio.ByteBuffer;

/** Learned {@code double}s. */
public final class DoubleArray extends LearnedArray {
  private final double[] values;

  /** An array of zeros. */
  public DoubleArray(String name, int length) {
    super(name, length, Double.BYTES);
    this.values = new double[length];
  }

  /** The live values; mark what you write. */
  public double[] values() {
    return values;
  }

  @Override
  public void writeBlock(int block, ByteBuffer out) {
    int count = blockBytes(block) / Double.BYTES;
    out.asDoubleBuffer().put(values, blockStart(block), count);
    out.position(out.position() + blockBytes(block));
  }

  @Override
  public void readBlock(int block, ByteBuffer in) {
    int count = blockBytes(block) / Double.BYTES;
    in.asDoubleBuffer().get(values, blockStart(block), count);
    in.position(in.position() + blockBytes(block));
  }
}
