package io.gradstream.kernel;

/**
 * Elementary functions of a {@code float} as fixed sequences of IEEE operations.
 *
 * <p>The exponential is reduced to {@code r = x − n·ln 2} with {@code |r| ≤ ln 2 / 2}, {@code ln 2}
 * in two parts after Cody and Waite (1980), and summed by its Taylor series to the seventh power:
 * the first power left out weighs 5·10⁻⁹, a tenth of a rounding.
 */
public final class Functions {
  static final float LOG2_E = (float) 1.4426950408889634;
  static final float LN2_HIGH = 355f / 512;
  static final float LN2_LOW = (float) -2.1219444005469057e-4;

  /** Adding it rounds to the nearest integer, which then stands in the low bits. */
  static final float ROUNDER = 0x1.8p23f;

  /** Where exp would leave the normal numbers. */
  static final float EXP_MIN = -87.3f;

  static final float EXP_MAX = 88.3f;

  static final float C7 = 1f / 5040;
  static final float C6 = 1f / 720;
  static final float C5 = 1f / 120;
  static final float C4 = 1f / 24;
  static final float C3 = 1f / 6;
  static final float C2 = 1f / 2;

  /** Beyond it the sigmoid inside gelu is 0 or 1 in every bit. */
  static final float GELU_MAX = 16f;

  /** 2·√(2/π). */
  static final float GELU_SCALE = (float) 1.5957691216057308;

  static final float GELU_CUBE = 0.044715f;

  private Functions() {}

  /** {@code eˣ} within a unit in the last place, held where it would leave the normal numbers. */
  public static float exp(float x) {
    float clamped = clamp(x, EXP_MIN, EXP_MAX);
    float shifted = Math.fma(clamped, LOG2_E, ROUNDER);
    float r = remainder(clamped, shifted - ROUNDER);
    return Math.fma(tail(r), r, 1f) * power(shifted);
  }

  /** {@code eˣ − 1}, small {@code x} included, held where {@link #exp} is. */
  static float expm1(float x) {
    float clamped = clamp(x, EXP_MIN, EXP_MAX);
    float shifted = Math.fma(clamped, LOG2_E, ROUNDER);
    float r = remainder(clamped, shifted - ROUNDER);
    float power = power(shifted);
    return Math.fma(power, tail(r) * r, power - 1f);
  }

  /** {@code 1 / (1 + e⁻ˣ)} within 3 units in the last place. */
  public static float sigmoid(float x) {
    return 1f / (2f + expm1(-x));
  }

  /**
   * {@code tanh x = m / (m + 2)} with {@code m = e²ˣ − 1}, within 4 units in the last place, small
   * {@code x} included.
   */
  public static float tanh(float x) {
    float m = expm1(2f * x);
    return m / (m + 2f);
  }

  /**
   * {@code x · sigmoid(2·√(2/π)·(x + 0.044715·x³))} (Hendrycks and Gimpel 2016, section 2), within
   * 7·10⁻⁷ up to {@code |x| = 30}.
   */
  public static float gelu(float x) {
    return x * sigmoid(geluArgument(clamp(x, -GELU_MAX, GELU_MAX)));
  }

  /** The derivative of {@link #gelu}, within 3·10⁻⁶. */
  public static float dGelu(float x) {
    float c = clamp(x, -GELU_MAX, GELU_MAX);
    float s = sigmoid(geluArgument(c));
    float slope = GELU_SCALE * Math.fma(3f * GELU_CUBE * c, c, 1f);
    return Math.fma(c * slope, s * (1f - s), s);
  }

  private static float geluArgument(float x) {
    return GELU_SCALE * Math.fma(GELU_CUBE * x * x, x, x);
  }

  private static float clamp(float x, float low, float high) {
    return Math.min(Math.max(x, low), high);
  }

  private static float remainder(float x, float n) {
    return Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
  }

  /** {@code (eʳ − 1) / r}. */
  private static float tail(float r) {
    float p = Math.fma(C7, r, C6);
    p = Math.fma(p, r, C5);
    p = Math.fma(p, r, C4);
    p = Math.fma(p, r, C3);
    p = Math.fma(p, r, C2);
    return Math.fma(p, r, 1f);
  }

  /** {@code 2ⁿ} for the integer {@code n} in the low bits of {@code shifted}. */
  private static float power(float shifted) {
    return Float.intBitsToFloat((Float.floatToRawIntBits(shifted) + 127) << 23);
  }
}
