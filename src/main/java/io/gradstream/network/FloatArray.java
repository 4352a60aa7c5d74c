package io.gradstream.network;

import java.nio.ByteBuffer;

/** Learned {@code float}s. */
public final class FloatArray extends LearnedArray {
  private final float[] values;

  /** An array of zeros. */
  public FloatArray(String name, int length) {
    super(name, length, Float.BYTES);
    this.values = new float[length];
  }

  /** The live values; mark what you write. */
  public float[] values() {
    return values;
  }

  @Override
  public void writeBlock(int block, ByteBuffer out) {
    int count = blockBytes(block) / Float.BYTES;
    out.asFloatBuffer().put(values, blockStart(block), count);
    out.position(out.position() + blockBytes(block));
  }

  @Override
  public void readBlock(int block, ByteBuffer in) {
    int count = blockBytes(block) / Float.BYTES;
    in.asFloatBuffer().get(values, blockStart(block), count);
    in.position(in.position() + blockBytes(block));
  }
}
