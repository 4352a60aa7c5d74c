package io.gradstream.kernel;

/**
 * Random bits by number: bits {@code n} of a key are a function of both, so any of them can be had
 * without those before, and nothing is kept of those drawn.
 *
 * <p>Source: G. L. Steele, D. Lea and C. H. Flood, "Fast splittable pseudorandom number
 * generators", OOPSLA 2014, figures 12 and 14 (constants of the published implementation).
 */
public final class SplitMix64 {
  private static final long GAMMA = 0x9e3779b97f4a7c15L;

  private SplitMix64() {}

  /** 64 bits; equal for equal arguments. */
  public static long bits(long key, long number) {
    return mix(key + (number + 1) * GAMMA);
  }

  /** The output function: a bijection that spreads every bit over all of them. */
  public static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** Bits as a number uniform in [0, 1). */
  public static double uniform(long bits) {
    return (bits >>> 11) * 0x1p-53;
  }

  /**
   * Bits as a number in (0, 1) with mean ½ and deviation √(1/48), nearly normal: the mean of four
   * uniform numbers of 16 bits. Unlike a normal number it is exact arithmetic, and bounded.
   */
  public static double bell(long bits) {
    long sum =
        (bits & 0xffff) + ((bits >>> 16) & 0xffff) + ((bits >>> 32) & 0xffff) + (bits >>> 48);
    return (sum + 2) * 0x1p-18;
  }
}
