package io.gradstream.kernel;

/** What a running mean keeps of its past with each step, and its powers. */
public final class Fading {
  /** A power is the product of one below this exponent and one of a multiple of it. */
  private static final int STRIDE = 1 << 10;

  /** Natural logarithm of what is lost when it is added to a float near 1. */
  private static final double LOG_ROUNDING = StrictMath.log(0x1p-26);

  private final float keep;
  private final long vanished;
  private final double[] low;
  private final double[] high;

  /**
   * @param keep 0 to below 1 as a float
   */
  public Fading(double keep) {
    this.keep = (float) keep;
    this.vanished = Math.max(1, (long) Math.ceil(LOG_ROUNDING / StrictMath.log(this.keep)));
    this.low = powers(this.keep, STRIDE);
    this.high = powers(low[STRIDE - 1] * this.keep, (int) (vanished / STRIDE) + 1);
  }

  private static double[] powers(double base, int count) {
    double[] powers = new double[count];
    powers[0] = 1;
    for (int k = 1; k < count; k++) {
      powers[k] = powers[k - 1] * base;
    }
    return powers;
  }

  /** What is kept with one step. */
  public float keep() {
    return keep;
  }

  /** What a new value gives to the mean. */
  public float gain() {
    return 1f - keep;
  }

  /** What is kept after a number of steps; 0 where that is lost in the rounding of 1. */
  public float power(long steps) {
    return steps < vanished
        ? (float) (low[(int) (steps % STRIDE)] * high[(int) (steps / STRIDE)])
        : 0f;
  }

  /**
   * The factor that corrects a mean of a number of values, at least 1, for having begun at zero
   * (Kingma and Ba 2015, section 3).
   */
  public float correction(long values) {
    return 1f / (1f - power(values));
  }
}
