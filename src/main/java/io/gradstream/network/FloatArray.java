package io.gradstream.network;

import java.nio.ByteBuffer;

/** Learned {@code float}s. */
public final class FloatArray extends LearnedArray {
  private final float[] values;

  /** An array of zeros. */
  public FloatArray(String name, int length) {
    this(name, length, BLOCK_BYTES);
  }

  /** An array of zeros that is stored in blocks of this size. */
  public FloatArray(String name, int length, int blockBytes) {
    super(name, length, Float.BYTES, blockBytes);
    this.values = new float[length];
  }

  /** The live values; mark what you write. */
  public float[] values() {
    return values;
  }

  @Override
  void writeElements(int start, int count, ByteBuffer out) {
    out.asFloatBuffer().put(values, start, count);
  }

  @Override
  void readElements(int start, int count, ByteBuffer in) {
    in.asFloatBuffer().get(values, start, count);
  }
}
