package io.gradstream.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FadingTest {
  private static final long[] STEPS = {0, 1, 2, 1023, 1024, 1025, 17_999, 18_100, 3_000_000};

  /** The last is the largest float below 1. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 0.9, 0.999, 0.999999, 1 - 0x1p-24})
  void powersAreExactUntilTheyAreLostInTheRoundingOfOne(double keep) {
    Fading fading = new Fading(keep);
    for (long steps : STEPS) {
      double exact = StrictMath.pow((float) keep, (double) steps);
      double expected = exact < 0x1p-26 ? 0 : exact;
      assertThat((double) fading.power(steps))
          .as("%d steps", steps)
          .isCloseTo(expected, within(1e-7 * exact));
    }
    assertThat(fading.power(Long.MAX_VALUE)).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 0.9, 0.999})
  void theCorrectedMeanOfEqualValuesIsThatValue(double keep) {
    Fading fading = new Fading(keep);
    float mean = 0;
    for (int values = 1; values <= 20_000; values++) {
      mean = Math.fma(1 - fading.keep(), 3f, fading.keep() * mean);
      assertThat(fading.correction(values) * mean).isCloseTo(3f, within(1e-3f));
    }
  }
}
