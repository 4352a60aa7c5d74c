package io.gradstream.evaluation;

import static io.gradstream.evaluation.PlainScores.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.evaluation.PlainScores.Scored;
import io.gradstream.evaluation.drift.DriftKind;
import io.gradstream.evaluation.drift.DriftSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueEvaluationTest {
  private static final EvaluationSettings SETTINGS =
      new EvaluationSettings(4, 0.9, 0.5, DriftSettings.of(DriftKind.NONE));

  /** With a mean of 1e8 and a deviation near 1 a sum of squares would have lost all digits. */
  @ParameterizedTest
  @CsvSource({"0, 100, 0.999, 0.5", "0, 1, 0.5, 0.9", "1e8, 64, 0.99, 0.01", "-3, 5000, 1, 0.25"})
  void scoresAsDefined(double center, int window, double fading, double quantile) {
    EvaluationSettings settings =
        new EvaluationSettings(window, fading, quantile, DriftSettings.of(DriftKind.NONE));
    ValueEvaluation evaluation = newEvaluation(settings);
    List<Scored> examples = new ArrayList<>();
    Random random = new Random(window);
    double walk = 0;
    while (examples.size() < 3000) {
      walk = 0.9 * walk + random.nextGaussian();
      Scored example =
          Scored.value(
              center + walk + 0.3 * random.nextGaussian(), center + walk, random.nextDouble());
      examples.add(example);
      evaluation.addValue(example.predicted(), example.label(), example.loss());
      if (examples.size() % 499 == 0 || examples.size() == 3) {
        assertClose(evaluation.snapshot(), PlainScores.ofValues(examples, settings), 1e-6);
      }
    }
  }

  /**
   * Labels 2 4 6, predicted 1 4 8: errors 1 0 2, deviations from 4 are 2 0 2. The mean before is 0
   * 2 3, the value before 0 2 4.
   */
  @Test
  void agreesWithTheScoresByHand() {
    ValueEvaluation evaluation = newEvaluation(SETTINGS);
    evaluation.addValue(1, 2, 0.5);
    evaluation.addValue(4, 4, 0);
    evaluation.addValue(8, 6, 1);

    RegressionScores scores = (RegressionScores) evaluation.snapshot().whole();
    RegressionScores byHand =
        new RegressionScores(
            3, 0.5, 1, Math.sqrt(5.0 / 3), 1 - 5.0 / 8, 0.5, 7.0 / 3, Math.sqrt(17.0 / 3), 2, 2);
    assertClose(scores, byHand, 1e-12);
  }

  @Test
  void knowsNoScoreOfNothing() {
    EvaluationSnapshot snapshot = newEvaluation(SETTINGS).snapshot();

    double none = Double.NaN;
    assertThat(snapshot.examples()).isZero();
    assertThat(List.of(snapshot.whole(), snapshot.faded(), snapshot.windowed()))
        .containsOnly(
            new RegressionScores(0, none, none, none, none, none, none, none, none, none));
  }

  @Test
  void explainsNoVarianceWhereLabelsAreEqual() {
    ValueEvaluation evaluation = newEvaluation(SETTINGS);
    for (int i = 0; i < 10; i++) {
      evaluation.addValue(0.2, 0.1, 0);
    }

    RegressionScores scores = (RegressionScores) evaluation.snapshot().faded();
    assertThat(scores.r2()).isNaN();
    assertThat(scores.mae()).isCloseTo(0.1, within(1e-12));
  }

  @Test
  void refusesWhatWouldSpoilTheSums() {
    ValueEvaluation evaluation = newEvaluation(SETTINGS);

    double infinite = Double.POSITIVE_INFINITY;
    assertThatThrownBy(() -> evaluation.addValue(infinite, 0, 0)).hasMessageContaining("predicted");
    assertThatThrownBy(() -> evaluation.addValue(0, infinite, 0)).hasMessageContaining("label");
    assertThatThrownBy(() -> evaluation.addValue(0, 0, Double.NaN)).hasMessageContaining("loss");
    assertThat(evaluation.snapshot()).isEqualTo(newEvaluation(SETTINGS).snapshot());
  }

  /** Labels 2 and 4, predicted 1 and 8: 1 too low costs 0.9 and 4 too high 0.1 each. */
  @Test
  void scoresAQuantileAtItsLevel() {
    ValueEvaluation evaluation =
        newEvaluation(new EvaluationSettings(4, 0.9, 0.9, DriftSettings.of(DriftKind.NONE)));
    evaluation.addValue(1, 2, 0);
    evaluation.addValue(8, 4, 0);

    RegressionScores scores = (RegressionScores) evaluation.snapshot().whole();
    assertThat(scores.quantileLoss()).isCloseTo((0.9 + 0.4) / 2, within(1e-12));
  }

  private static ValueEvaluation newEvaluation(EvaluationSettings settings) {
    return (ValueEvaluation) Evaluation.ofValues(settings, 1);
  }
}
