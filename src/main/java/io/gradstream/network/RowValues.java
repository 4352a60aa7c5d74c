package io.gradstream.network;

/**
 * Where rows start of which nobody knows how many there will be, or which will ever be used: each
 * element is a function of the seed, its table and its number alone. So a row that was never
 * touched need not be stored.
 */
final class RowValues {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private final long start;
  private final float bound;

  /**
   * @param table tells the tables of one seed apart
   * @param bound elements are uniform between plus and minus this
   */
  RowValues(long seed, int table, double bound) {
    this.start = mix(seed + GOLDEN_GAMMA * (table + 1L));
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
    long bits = mix(start + GOLDEN_GAMMA * (number + 1));
    return bound * ((bits >>> 40) * 0x1p-23f - 1f);
  }

  /** SplitMix64's output function: Steele, Lea and Flood, OOPSLA 2014, figure 14. */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
