package io.gradstream.kernel;

/** What a running mean keeps of its past with each step, and its powers. */
public final class Fading {
  private final float keep;
  private final float[] powers;

  /**
   * @param keep 0 to below 1
   */
  public Fading(double keep) {
    this.keep = (float) keep;
    // Up to where a power is below a rounding of 1.
    int length = (int) Math.ceil(StrictMath.log(0x1p-26) / StrictMath.log(keep)) + 1;
    this.powers = new float[Math.clamp(length, 2, 1 << 20)];
    double power = 1;
    for (int k = 0; k < powers.length; k++) {
      powers[k] = (float) power;
      power *= keep;
    }
  }

  /** What is kept with one step. */
  public float keep() {
    return keep;
  }

  /** What is kept with so many steps; 0 where it has all but vanished. */
  public float power(long steps) {
    return steps < powers.length ? powers[(int) steps] : 0f;
  }

  /**
   * What a mean of so many values, at least 1, must be multiplied by because it began at zero
   * (Kingma and Ba 2015, section 3).
   */
  public float correction(long values) {
    return 1f / (1f - power(values));
  }
}
