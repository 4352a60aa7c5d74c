package io.gradstream.learning.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelRunsTest {
  private static final int CLASSES = 4;

  private final LabelRuns runs = new LabelRuns(CLASSES);
  private final double[] probabilities = new double[CLASSES];

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void probabilitiesArePositiveAndSumToOne(int classes) {
    Random random = new Random(1);
    for (int n = 0; n < 5_000; n++) {
      runs.predict(probabilities, classes);

      assertThat(Arrays.stream(probabilities, 0, classes).sum()).isCloseTo(1, within(1e-12));
      assertThat(Arrays.stream(probabilities, 0, classes).min().orElseThrow()).isPositive();
      runs.include(n < 2_500 ? 0 : random.nextInt(classes), n % 3 == 0 ? 10 : 1);
    }
  }

  /** How long runs are, and what comes after one, is learned apart. */
  @ParameterizedTest
  @CsvSource({"0.99, 0.5", "0.9, 0.8", "0.1, 0.3"})
  void knowsHowOftenALabelComesAgainAndWhatComesElse(double again, double ones) {
    Random random = new Random(2);
    int label = 0;
    for (int n = 0; n < 20_000; n++) {
      runs.include(label, 1);
      if (random.nextDouble() >= again) {
        label = label != 0 ? 0 : random.nextDouble() < ones ? 1 : 2;
      }
    }
    runs.include(0, 1);
    runs.predict(probabilities, CLASSES);

    assertThat(probabilities[0]).isCloseTo(again, within(0.04));
    double others = probabilities[1] + probabilities[2];
    assertThat(probabilities[1] / others).isCloseTo(ones, within(0.15));
    assertThat(probabilities[3]).isLessThan(0.01);
  }

  @Test
  void beforeTheFirstLabelAllAreAlike() {
    runs.predict(probabilities, CLASSES);

    assertThat(probabilities).containsOnly(0.25);
  }
}
