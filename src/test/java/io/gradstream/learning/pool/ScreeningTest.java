package io.gradstream.learning.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScreeningTest {
  private static final int FEATURES = 20;

  /** What a label is made of a feature's value; 0 classes are a real label. */
  private static float label(double x, int classes, Random random) {
    double noisy = x + random.nextGaussian();
    return classes == 0
        ? (float) noisy
        : Math.clamp((int) Math.floor(classes * (noisy + 3) / 6), 0, classes - 1);
  }

  /** Takes in examples whose label hangs on one feature. */
  private static void include(
      Screening screening, int useful, int classes, int examples, Random random) {
    for (int n = 0; n < examples; n++) {
      float[] x = new float[FEATURES];
      IntStream.range(0, FEATURES).forEach(f -> x[f] = (float) random.nextGaussian());
      screening.include(x, FEATURES, label(x[useful], classes, random), 1, n);
    }
  }

  private static double mean(Screening screening, int except) {
    return IntStream.range(0, FEATURES)
        .filter(f -> f != except)
        .mapToDouble(f -> screening.shares()[f])
        .average()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 5, 16})
  void onlyWhatTellsOfTheLabelPassesAndThatSoon(int classes) {
    for (int seed = 1; seed <= 5; seed++) {
      Random random = new Random(seed);
      Screening screening = new Screening(FEATURES, classes);
      assertThat(screening.shares()).containsOnly(0f);
      include(screening, 3, classes, 500, random);

      assertThat(screening.shares()[3]).isGreaterThan(0.5f);
      assertThat(mean(screening, 3)).isLessThan(0.03);
    }
  }

  /** A straight line through the labels would be level. */
  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void whatGoesUpAndThenDownPassesToo(int classes) {
    Random random = new Random(1);
    Screening screening = new Screening(1, classes);
    for (int n = 0; n < 1_000; n++) {
      float x = (float) random.nextGaussian();
      screening.include(new float[] {x}, 1, label(x * x - 1, classes, random), 1, n);
    }

    assertThat(screening.shares()[0]).isGreaterThan(0.5f);
  }

  /** The counts are scaled down on the way, more than once. */
  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void aLongStreamIsForgottenWhenItDrifts(int classes) {
    Random random = new Random(1);
    Screening screening = new Screening(FEATURES, classes);
    include(screening, 3, classes, 300_000, random);
    assertThat(screening.shares()[3]).isGreaterThan(0.9f);
    assertThat(mean(screening, 3)).isLessThan(0.03);

    include(screening, 7, classes, 1_000, random);
    assertThat(screening.shares()[7]).isGreaterThan(0.5f);

    include(screening, 7, classes, 60_000, random);
    assertThat(screening.shares()[3]).isLessThan(0.3f);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void whatIsAlwaysTheSameDoesNotPass(int classes) {
    Random random = new Random(1);
    Screening screening = new Screening(2, classes);
    for (int n = 0; n < 1_000; n++) {
      float x = (float) random.nextGaussian();
      screening.include(new float[] {x, 0f}, 2, label(x, classes, random), 1, n);
    }

    assertThat(screening.shares()[1]).isZero();
  }
}
