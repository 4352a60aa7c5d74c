package io.gradstream.scale;

import io.gradstream.network.DoubleArray;
import java.util.Arrays;

/**
 * A line through the last values of a feature, older ones counting less: discounted least squares
 * (Brown 1963, chapter 9), right from the third value on. What a feature that grows for ever tells
 * is in how a value differs from what the line foretells.
 */
final class TrendLines {
  /** What a value counts of the one after it. */
  private static final double DISCOUNT = 1 - 1.0 / 128;

  /** What grows is what the line leaves less than this share of the variance of. */
  static final double GROWS = 0.05;

  /** Values after which the weights have reached their limits. */
  private static final int LIMIT = 8192;

  /** Values that the size of the deviations rests on at most. */
  private static final double HORIZON = 1000;

  /** A value further off, in root mean squares of the deviations before, moves the line no more. */
  private static final double MOST = 6;

  private static final int FIRST_VALUES = 32;

  /** Of how far values have moved: what the sums that the line rests on may be off by. */
  private static final double ROUNDING = 1e-9;

  /** And of the digits of a value. */
  private static final int ROUNDING_ULPS = 8;

  /** Σ kⁱ wᵏ over the values k = 0, 1, …, for i = 0, 1, 2. */
  private static final double[][] SUMS = sums();

  private static final int VALUES = 0;
  private static final int ANCHOR = 1;
  private static final int SUM = 2;
  private static final int AGED_SUM = 3;
  private static final int SQUARE = 4;
  private static final int NUMBERS = 5;

  static final int BYTES_PER_FEATURE = NUMBERS * Double.BYTES;

  private final DoubleArray numbers;

  TrendLines(String name, int features) {
    this.numbers = new DoubleArray(name, features * NUMBERS);
  }

  private static double[][] sums() {
    double[][] sums = new double[3][LIMIT + 1];
    double weight = 1;
    for (int n = 1; n <= LIMIT; n++) {
      double age = n - 1;
      sums[0][n] = sums[0][n - 1] + weight;
      sums[1][n] = sums[1][n - 1] + weight * age;
      sums[2][n] = sums[2][n - 1] + weight * age * age;
      weight *= DISCOUNT;
    }
    return sums;
  }

  DoubleArray state() {
    return numbers;
  }

  void markChanged(int features) {
    numbers.markChanged(0, features * NUMBERS);
  }

  void clear(int feature) {
    Arrays.fill(numbers.values(), feature * NUMBERS, (feature + 1) * NUMBERS, 0);
  }

  /** What the line foretells of the next value; of the first, nothing: 0. */
  double forecast(int feature) {
    double[] n = numbers.values();
    int at = feature * NUMBERS;
    int values = (int) n[at + VALUES];
    if (values < 2) {
      return n[at + ANCHOR];
    }
    double s0 = SUMS[0][values];
    double s1 = SUMS[1][values];
    double s2 = SUMS[2][values];
    double determinant = s0 * s2 - s1 * s1;
    double level = (s2 * n[at + SUM] - s1 * n[at + AGED_SUM]) / determinant;
    double fall = (s0 * n[at + AGED_SUM] - s1 * n[at + SUM]) / determinant;
    return n[at + ANCHOR] + level - fall;
  }

  /** Whether the line leads further from the mean of the last values than half a deviation. */
  boolean isSteep(int feature) {
    double[] n = numbers.values();
    int at = feature * NUMBERS;
    double mean = n[at + ANCHOR] + n[at + SUM] / SUMS[0][(int) n[at + VALUES]];
    return Math.abs(forecast(feature) - mean) > Math.sqrt(variance(feature)) / 2;
  }

  /** How far a value is from what the line foretells, 0 if not further than rounding explains. */
  double deviation(int feature, double value) {
    double deviation = value - forecast(feature);
    double moved = Math.abs(value - numbers.values()[feature * NUMBERS + ANCHOR]);
    double rounding = ROUNDING * moved + ROUNDING_ULPS * Math.ulp(value);
    return Math.abs(deviation) <= rounding ? 0 : deviation;
  }

  /** A value that deviates by more is an error, where values follow the line. */
  double mostDeviation(int feature) {
    return MOST * Math.sqrt(variance(feature));
  }

  /** The mean of the squared deviations from what was foretold. */
  double variance(int feature) {
    return numbers.values()[feature * NUMBERS + SQUARE];
  }

  /** Whether the line leaves less than a share of a variance, after enough values to say so. */
  boolean leavesLess(double share, double variance, int feature) {
    double[] n = numbers.values();
    int at = feature * NUMBERS;
    double rounding = ROUNDING_ULPS * Math.ulp(n[at + ANCHOR]);
    return n[at + VALUES] >= FIRST_VALUES
        && variance > rounding * rounding
        && variance(feature) < share * variance;
  }

  /**
   * Includes a value.
   *
   * @param follows whether values follow the line: then one far from it is an error. Else it counts
   *     as it is: clipped again and again, the deviations of values that rarely move would vanish.
   */
  void include(int feature, double value, boolean follows) {
    double[] n = numbers.values();
    int at = feature * NUMBERS;
    double deviation = deviation(feature, value);
    if (n[at + VALUES] == 0) {
      n[at + ANCHOR] = value;
      deviation = 0;
    }
    double near = deviation;
    double most = mostDeviation(feature);
    if (follows && most > 0 && n[at + VALUES] >= FIRST_VALUES) {
      near = Math.clamp(deviation, -most, most);
    }
    double taken = value - deviation + near - n[at + ANCHOR];
    n[at + AGED_SUM] = DISCOUNT * (n[at + AGED_SUM] + n[at + SUM]);
    n[at + SUM] = taken + DISCOUNT * n[at + SUM];
    n[at + VALUES] = Math.min(n[at + VALUES] + 1, LIMIT);
    double gain = Math.max(1 / n[at + VALUES], 1 / HORIZON);
    n[at + SQUARE] += gain * (near * near - n[at + SQUARE]);
  }
}
