package io.gradstream.network;

import io.gradstream.kernel.SplitMix64;

/**
 * Where rows start of which nobody knows how many there will be, or which will ever be used: each
 * element is a function of the seed, its table and its number alone. So a row that was never
 * touched need not be stored.
 */
final class RowInitializer {

  private final long start;
  private final float bound;

  /**
   * @param table tells the tables of one seed apart
   * @param bound elements are uniform between plus and minus this
   */
  RowInitializer(long seed, int table, double bound) {
    this.start = SplitMix64.bits(seed, table);
    this.bound = (float) bound;
  }

  /**
   * Writes the first {@code used} elements of the first {@code rows} rows, which begin {@code
   * stride} apart.
   *
   * @param width the full length of a row: element {@code c} of row {@code r} has the number {@code
   *     r · width + c}
   */
  void fill(float[] values, int offset, int stride, int rows, int width, int used) {
    for (int r = 0; bound > 0 && r < rows; r++) {
      for (int c = 0; c < used; c++) {
        values[offset + r * stride + c] = at((long) r * width + c);
      }
    }
  }

  private float at(long number) {
    long bits = SplitMix64.bits(start, number);
    return bound * ((bits >>> 40) * 0x1p-23f - 1f);
  }
}
