package io.gradstream.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Against {@code StrictMath} in double precision, over sweeps of all sizes and both signs. */
class FunctionsTest {
  private static final int STEPS = 200_000;
  private static final double GELU_SCALE = 2 * Math.sqrt(2 / Math.PI);
  private static final double GELU_CUBE = 0.044715;

  @Test
  void expIsWithinOneUnitInTheLastPlace() {
    assertThat(worst(Functions::exp, StrictMath::exp, 87.3, FunctionsTest::ulps)).isLessThan(1);
  }

  @Test
  void expIsHeldAtTheEndsOfTheNormalNumbers() {
    assertThat(Functions.exp(Float.NEGATIVE_INFINITY))
        .isEqualTo(Functions.exp(Functions.EXP_MIN))
        .isGreaterThanOrEqualTo(Float.MIN_NORMAL);
    assertThat(Functions.exp(Float.POSITIVE_INFINITY))
        .isEqualTo(Functions.exp(Functions.EXP_MAX))
        .isLessThan(Float.POSITIVE_INFINITY);
  }

  @Test
  void sigmoidIsWithinThreeUnitsInTheLastPlace() {
    assertThat(worst(Functions::sigmoid, FunctionsTest::sigmoid, 87, FunctionsTest::ulps))
        .isLessThan(3);
  }

  @Test
  void tanhIsWithinFourUnitsInTheLastPlaceSmallNumbersIncluded() {
    assertThat(worst(Functions::tanh, StrictMath::tanh, 30, FunctionsTest::ulps)).isLessThan(4);
  }

  @Test
  void geluIsWithinSevenTenMillionths() {
    assertThat(worst(Functions::gelu, FunctionsTest::gelu, 30, FunctionsTest::distance))
        .isLessThan(7e-7);
  }

  @Test
  void theDerivativeOfGeluIsWithinThreeMillionths() {
    assertThat(worst(Functions::dGelu, FunctionsTest::dGelu, 30, FunctionsTest::distance))
        .isLessThan(3e-6);
  }

  @Test
  void everyFunctionOfNaNIsNaN() {
    assertThat(
            new float[] {
              Functions.exp(Float.NaN),
              Functions.sigmoid(Float.NaN),
              Functions.tanh(Float.NaN),
              Functions.gelu(Float.NaN),
              Functions.dGelu(Float.NaN)
            })
        .containsOnly(Float.NaN);
  }

  @FunctionalInterface
  private interface FloatFunction {
    float at(float x);
  }

  /** The largest error over numbers evenly spaced within ±range, and over all sizes below. */
  private static double worst(
      FloatFunction function, DoubleUnaryOperator exact, double range, DoubleBinaryOperator error) {
    double worst = 0;
    for (int i = -STEPS; i <= STEPS; i++) {
      double share = (double) i / STEPS;
      float even = (float) (range * share);
      float shrinking = (float) (range * Math.signum(share) * StrictMath.exp(-60 * share * share));
      for (float x : new float[] {even, shrinking}) {
        worst = Math.max(worst, error.applyAsDouble(function.at(x), exact.applyAsDouble(x)));
      }
    }
    return worst;
  }

  private static double distance(double got, double exact) {
    return Math.abs(got - exact);
  }

  private static double ulps(double got, double exact) {
    return Math.abs(got - exact) / Math.ulp((float) exact);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }

  private static double gelu(double x) {
    return x * sigmoid(GELU_SCALE * (x + GELU_CUBE * x * x * x));
  }

  private static double dGelu(double x) {
    double s = sigmoid(GELU_SCALE * (x + GELU_CUBE * x * x * x));
    return s + x * s * (1 - s) * GELU_SCALE * (1 + 3 * GELU_CUBE * x * x);
  }
}
