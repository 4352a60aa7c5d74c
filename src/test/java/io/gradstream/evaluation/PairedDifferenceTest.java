package io.gradstream.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an interval of batch means must keep to. */
class PairedDifferenceTest {
  private static final int STREAMS = 400;
  private static final int LENGTH = 8_192;

  /** Of Student's distribution, as tables of it have them. */
  @ParameterizedTest
  @CsvSource({"32, 2.0395", "41, 2.0211", "61, 2.0003"})
  void theIntervalOfSingleExamplesIsStudents(int examples, double quantile) {
    double[] values = new Random(1).doubles(examples).toArray();
    double mean = DoubleStream.of(values).average().orElseThrow();
    double squares = DoubleStream.of(values).map(v -> (v - mean) * (v - mean)).sum();

    PairedDifference difference = of(values);

    assertThat(difference.mean()).isEqualTo(mean, within(1e-12));
    assertThat(difference.halfWidth())
        .isEqualTo(quantile * Math.sqrt(squares / (examples - 1) / examples), within(1e-4));
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 63, 64, 65, 127, 128, 1_000, 12_345})
  void thereAre32To63FullBatchesOfEqualSize(int examples) {
    PairedDifference difference = of(new double[examples]);

    assertThat(difference.batches()).isBetween(32, 63);
    assertThat(examples - difference.batches() * difference.batchSize())
        .isBetween(0L, difference.batchSize() - 1);
    assertThat(difference.pairs()).isEqualTo(examples);
  }

  @Test
  void noDifferenceIsExactlyZero() {
    PairedDifference difference = of(new double[10_000]);

    assertThat(difference.mean()).isZero();
    assertThat(difference.halfWidth()).isZero();
  }

  @Test
  void tooFewExamplesHaveAMeanAlone() {
    assertThat(of(new double[31]).mean()).isZero();
    assertThat(of(new double[31]).halfWidth()).isNaN();
    assertThat(of(new double[0]).mean()).isNaN();
  }

  @Test
  void ofAutocorrelatedStreamsAboutNineteenInTwentyIntervalsHoldTheTruth() {
    int held = 0;
    int heldByIndependence = 0;
    for (int seed = 0; seed < STREAMS; seed++) {
      double[] values = autocorrelated(seed);
      PairedDifference difference = of(values);
      double squares = DoubleStream.of(values).map(v -> v * v).sum();
      held += Math.abs(difference.mean()) <= difference.halfWidth() ? 1 : 0;
      heldByIndependence +=
          Math.abs(difference.mean()) <= 1.96 * Math.sqrt(squares) / LENGTH ? 1 : 0;
    }

    assertThat(held / (double) STREAMS).isBetween(0.92, 0.98);
    assertThat(heldByIndependence / (double) STREAMS).as("what batches are for").isLessThan(0.5);
  }

  /** Around 0, each value nine tenths of the one before and noise. */
  private static double[] autocorrelated(int seed) {
    Random random = new Random(seed);
    double[] values = new double[LENGTH];
    double value = 0;
    for (int i = 0; i < LENGTH; i++) {
      value = 0.9 * value + random.nextGaussian();
      values[i] = value;
    }
    return values;
  }

  private static PairedDifference of(double[] values) {
    PairedDifference difference = new PairedDifference();
    for (double value : values) {
      difference.add(value);
    }
    return difference;
  }
}
