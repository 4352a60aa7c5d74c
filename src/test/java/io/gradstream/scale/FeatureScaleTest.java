package io.gradstream.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.kernel.Kernels;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureScaleTest {
  private static final int MISSING = 0;
  private static final int FIRST_SENTINEL = 1;
  private static final int DEVIATION = 3;

  /** One feature. */
  private static final class Feature {
    private final FeatureScale scale = new FeatureScale(1, 1, Kernels.best(), 1000, true);
    private final double[] values = new double[Kernels.LANES];

    Feature() {
      Arrays.fill(values, Double.NaN);
    }

    /** Its view, before the value is included. */
    float next(double value) {
      values[0] = value;
      assertThat(scale.transform(values, 1)).isTrue();
      float view = scale.normal()[0];
      scale.include();
      return view;
    }

    float signal(double value, int signal) {
      values[0] = value;
      scale.transform(values, 1);
      return scale.signal(0, signal);
    }
  }

  @Test
  void theSecondValueIsOnItsSideOfTheFirst() {
    for (double unit : new double[] {1e-30, 1, 1e30}) {
      Feature feature = new Feature();
      assertThat(feature.next(5 * unit)).isZero();
      assertThat(feature.next(7 * unit)).isEqualTo(1f, within(1e-6f));
    }
  }

  /** Of 2⁻²⁴ of its size a value may differ, and still be told from others. */
  @Test
  void whatIsAddedToAllValuesChangesNothing() {
    Random random = new Random(1);
    Feature bare = new Feature();
    Feature shifted = new Feature();
    for (int n = 0; n < 3_000; n++) {
      double value = Math.rint(1024 * random.nextGaussian()) / 1024;
      assertThat(shifted.next(value + (1L << 33)))
          .as("value %d", n)
          .isCloseTo(bare.next(value), within(1e-4f));
    }
  }

  /** Normal values stay standardised; after one error they are again what they were. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 10, 28, 35, 100, 1_000})
  void oneErrorIsForgottenWithinHundredsOfValues(int row) {
    Random random = new Random(row);
    Feature good = new Feature();
    Feature bad = new Feature();
    double squares = 0;
    for (int n = 0; n < row + 1_000; n++) {
      double value = random.nextGaussian();
      float view = good.next(value);
      double difference = bad.next(n == row ? 1.8e19 : value) - view;
      squares += n >= row + 300 ? difference * difference : 0;
    }

    assertThat(Math.sqrt(squares / 700)).isLessThan(0.2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 500})
  void aValueThatComesBackFarOffIsASentinel(int start) {
    Random random = new Random(2);
    Feature feature = new Feature();
    double squares = 0;
    for (int n = 0; n < start + 2_000; n++) {
      double value = random.nextGaussian();
      boolean isSentinel = n >= start && random.nextDouble() < 0.1;
      float view = feature.next(isSentinel ? -999 : value);
      double difference = isSentinel ? view : view - value;
      squares += n >= start + 1_000 ? difference * difference : 0;
    }

    assertThat(Math.sqrt(squares / 1_000)).isLessThan(0.15);
    assertThat(feature.signal(-999, FIRST_SENTINEL)).isEqualTo(1f);
    assertThat(feature.signal(0.5, FIRST_SENTINEL)).isZero();
  }

  /** Two values, counts, and zeros among others are ordinary. */
  @Test
  void whatIsOrdinaryIsNoSentinel() {
    Random random = new Random(3);
    DoubleUnaryOperator[] streams = {
      g -> g > 1.5 ? 1 : 0,
      g -> Math.floor(g * g * 4),
      g -> g > 0 ? 0 : Math.exp(3 * g),
      g -> Math.rint(10 * Math.exp(2 * g)) / 10
    };
    for (DoubleUnaryOperator stream : streams) {
      Feature feature = new Feature();
      for (int n = 0; n < 20_000; n++) {
        double value = stream.applyAsDouble(random.nextGaussian());
        feature.next(value);
        assertThat(feature.signal(value, FIRST_SENTINEL)).isZero();
      }
    }
  }

  @Test
  void normalAndUniformAndTwoValuesAreStandardised() {
    Random random = new Random(4);
    DoubleUnaryOperator[] streams = {g -> g, Gaussians::rank, g -> g > 1 ? 1 : 0, g -> 7};
    for (DoubleUnaryOperator stream : streams) {
      Feature feature = new Feature();
      for (int n = 0; n < 5_000; n++) {
        float view = feature.next(stream.applyAsDouble(random.nextGaussian()));
        if (n >= 200) {
          assertThat(view).as("value %d", n).isEqualTo(feature.scale.standardized()[0]);
        }
      }
    }
  }

  /** Where the standardised values lose the shape, the view is that of the ranks. */
  @Test
  void anIncreasingFunctionOfAllValuesHardlyChangesTheView() {
    DoubleUnaryOperator[] functions = {
      Math::exp, g -> Math.exp(5 * g), g -> g * g * g, g -> Math.sinh(8 * g)
    };
    for (DoubleUnaryOperator function : functions) {
      Random random = new Random(5);
      Feature bent = new Feature();
      double squares = 0;
      for (int n = 0; n < 3_000; n++) {
        double g = random.nextGaussian();
        double difference = bent.next(function.applyAsDouble(g)) - g;
        squares += n >= 1_000 ? difference * difference : 0;
      }
      assertThat(Math.sqrt(squares / 2_000)).isLessThan(0.2);
    }
  }

  @Test
  void aValueThatIsMissingIsSignalledOnceOthersWereThere() {
    Feature feature = new Feature();
    assertThat(feature.next(Double.NaN)).isZero();
    assertThat(feature.signal(Double.NaN, MISSING)).isZero();
    feature.next(3);
    assertThat(feature.signal(Double.NaN, MISSING)).isEqualTo(1f);
    assertThat(feature.signal(3, MISSING)).isZero();
  }

  /** 60 more with each value, as of a clock, and a deviation of 300 up or down. */
  @Test
  void ofAFeatureThatGrowsTheDeviationFromItsLineIsSignalled() {
    Random random = new Random(6);
    Feature feature = new Feature();
    for (int n = 0; n < 2_000; n++) {
      double g = random.nextGaussian();
      double value = 1.7e9 + 60.0 * n + 300 * g;
      if (n >= 1_000) {
        assertThat((double) feature.signal(value, DEVIATION)).isCloseTo(g, within(0.6));
      }
      feature.next(value);
    }
    Feature noise = new Feature();
    for (int n = 0; n < 2_000; n++) {
      double value = random.nextGaussian();
      assertThat(n < 100 ? 0f : noise.signal(value, DEVIATION)).isZero();
      noise.next(value);
    }
  }

  /** Rounding would be a signal else. */
  @Test
  void aCounterDeviatesFromItsLineByNothing() {
    Feature counter = new Feature();
    for (int n = 0; n < 20_000; n++) {
      double value = 1_000_000 + 7.0 * n;
      assertThat(counter.signal(value, DEVIATION)).as("value %d", n).isZero();
      counter.next(value);
    }
  }

  @Test
  void whatAFloatDoesNotHoldIsRefused() {
    FeatureScale scale = new FeatureScale(1, 1, Kernels.best(), 1000, true);
    double[] values = new double[Kernels.LANES];
    Arrays.fill(values, Double.NaN);
    for (double value : new double[] {Double.POSITIVE_INFINITY, -1e39, 1e300}) {
      values[0] = value;
      assertThat(scale.transform(values, 1)).isFalse();
      assertThat(scale.transform(values, 1)).as("again").isFalse();
    }
    values[0] = Float.MAX_VALUE;
    assertThat(scale.transform(values, 1)).isTrue();
  }

  /** Whatever comes, views are finite and within the clip. */
  @Test
  void survivesAnyNumbers() {
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      Feature feature = new Feature();
      double[] pool = new double[1 + random.nextInt(50)];
      for (int k = 0; k < pool.length; k++) {
        float any = Float.intBitsToFloat(random.nextInt());
        pool[k] = Float.isFinite(any) ? any : Double.NaN;
      }
      for (int n = 0; n < 3_000; n++) {
        boolean any = random.nextInt(4) == 0;
        float drawn = Float.intBitsToFloat(random.nextInt());
        double value = any && Float.isFinite(drawn) ? drawn : pool[random.nextInt(pool.length)];
        assertThat(feature.next(value)).isFinite().isBetween(-5f, 5f);
        for (int s = 0; s < FeatureScale.SIGNALS; s++) {
          assertThat(feature.signal(value, s)).isFinite().isBetween(-5f, 5f);
        }
      }
    }
  }

  /** A burst of garbage leaves a feature as it was; another unit is followed. */
  @Test
  void manyInARowAreAnotherUnit() {
    Random random = new Random(10);
    Feature feature = new Feature();
    double afterBurst = 0;
    double inNewUnit = 0;
    for (int n = 0; n < 8_000; n++) {
      double g = random.nextGaussian();
      boolean isBurst = n >= 3_000 && n < 3_200;
      double unit = n < 5_000 ? 1 : 1e6;
      double view = feature.next(isBurst ? g * Math.pow(10, 1 + random.nextInt(30)) : unit * g);
      afterBurst += n >= 3_200 && n < 5_000 ? Math.abs(view - g) / 1_800 : 0;
      inNewUnit += n >= 7_000 ? Math.abs(view - g) / 1_000 : 0;
    }

    assertThat(afterBurst).isLessThan(0.28);
    assertThat(inNewUnit).isLessThan(0.2);
  }

  @Test
  void tellsWhatIsSuspicious() {
    Random random = new Random(8);
    FeatureScale scale = new FeatureScale(8, 8, Kernels.best(), 1000, true);
    double[] values = new double[Kernels.LANES];
    Arrays.fill(values, Double.NaN);
    for (int n = 0; n < 2_000; n++) {
      values[0] = random.nextGaussian();
      values[1] = 7;
      values[2] = random.nextInt(20) == 0 ? -999 : random.nextGaussian();
      values[3] = Math.exp(3 * random.nextGaussian());
      values[4] = 1_000 + n;
      values[5] = 1e9 + random.nextGaussian();
      values[7] = 1e15 + random.nextInt(2) / 8.0;
      scale.transform(values, 8);
      scale.include();
      if (n == 50) {
        assertThat(scale.doubts()).as("too early").noneMatch(doubt -> doubt.feature() == 1);
      }
    }

    assertThat(scale.doubts())
        .extracting(doubt -> doubt.feature() + " " + doubt)
        .containsExactly(
            "1 has always been the same: it tells nothing",
            "2 -999 comes again and again, far from all other values: it is treated as a category"
                + " of its own, not as a number",
            "3 is far from a bell curve: its rank among the values before is used in place of it",
            "4 has lately risen or fallen steadily, as an id or a clock does: how far it is off"
                + " that line is an input too",
            "5 varies by less than a float resolves around 1.000e+09: it has to come as a double",
            "6 has always been missing: it tells nothing",
            "7 varies by less than a float resolves around 1.000e+15: it has to come as a double");
  }

  /** Squares of deviations may vanish in a double. */
  @Test
  void theTiniestNumbersHaveViewsToo() {
    Random random = new Random(9);
    Feature feature = new Feature();
    for (int n = 0; n < 2_000; n++) {
      assertThat(feature.next(random.nextInt(3) * 1e-160)).isFinite();
    }
  }

  @Test
  void whatWasTheSameAtFirstIsNotTakenToGrow() {
    Random random = new Random(10);
    Feature feature = new Feature();
    for (int n = 0; n < 2_000; n++) {
      feature.next(n < 40 ? 0 : random.nextGaussian());
    }
    assertThat(feature.scale.doubts()).isEmpty();
  }
}
