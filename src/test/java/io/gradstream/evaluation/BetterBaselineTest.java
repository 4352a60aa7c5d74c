package io.gradstream.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What labels alone would have predicted better. */
class BetterBaselineTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "1000, 36, 25, 33, predicting the mean",
        "1000, 36, 33, 25, repeating the last value",
        "1000, 25, 25, 33, none",
        "1000, 25.4, 25, 33, none",
        "99, 36, 25, 33, none",
        "0, NaN, NaN, NaN, none"
      })
  void ofValues(double examples, double mae, double mean, double last, @Nullable String better) {
    assertThat(new RegressionScores(examples, 0, mae, 0, 0, 0, mean, 0, last, 0).betterBaseline())
        .isEqualTo(better);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "1000, 0.5, 0.6, 0.4, predicting the most frequent class",
        "1000, 0.5, 0.6, 0.7, repeating the last label",
        "1000, 0.95, 0.94, 0.9, none",
        "1000, 0.949, 0.95, 0.9, none",
        "99, 0.1, 0.9, 0.9, none",
        "0, NaN, NaN, NaN, none"
      })
  void ofClasses(
      double examples, double accuracy, double majority, double last, @Nullable String better) {
    ClassificationScores scores =
        new ClassificationScores(
            examples, 0, accuracy, 0, 0, 0, 0, 0, 0, majority, last, List.of(), List.of());
    assertThat(scores.betterBaseline()).isEqualTo(better);
  }
}
