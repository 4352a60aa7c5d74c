package io.gradstream.evaluation;

import static io.gradstream.evaluation.PlainScores.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.evaluation.PlainScores.Scored;
import io.gradstream.evaluation.drift.DriftKind;
import io.gradstream.evaluation.drift.DriftSettings;
import io.gradstream.network.LearnedArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassEvaluationTest {
  private static final EvaluationSettings SETTINGS =
      new EvaluationSettings(4, 0.9, 0.5, DriftSettings.of(DriftKind.NONE));

  /** A fading factor of 0.5 scales the sums down every 256 examples. */
  @ParameterizedTest
  @CsvSource({
    "2, 0.5, 100, 0.999",
    "2, 0.5, 64, 0.5",
    "2, 0.97, 64, 0.99",
    "7, 0.3, 100, 0.99",
    "7, 0.9, 1, 0.9",
    "7, 0.9, 5000, 1"
  })
  void scoresAsDefined(int classes, double imbalance, int window, double fading) {
    EvaluationSettings settings = settings(window, fading);
    ClassEvaluation evaluation = newEvaluation(classes, settings);
    List<Scored> examples = new ArrayList<>();
    Random random = new Random(classes + window);
    while (examples.size() < 3000) {
      int known = Math.min(classes, examples.size() / 100);
      Scored example = example(random, known, Math.min(classes, known + 1), imbalance);
      examples.add(example);
      add(evaluation, example);
      if (examples.size() % 499 == 0 || (examples.size() > 20 && examples.size() < 24)) {
        assertClose(
            evaluation.snapshot(), PlainScores.ofClasses(examples, classes, settings), 1e-9);
      }
    }
  }

  @Test
  void doesNotDriftOverAMillionExamples() {
    EvaluationSettings settings = settings(1000, 0.99);
    ClassEvaluation evaluation = newEvaluation(3, settings);
    List<Scored> remembered = new ArrayList<>();
    Random random = new Random(5);
    int examples = 1_000_000;
    for (int i = 0; i < examples; i++) {
      Scored example = example(random, 3, 3, 0.6);
      add(evaluation, example);
      if (i >= examples - 4_000) { // What is before weighs 0.99^4000 = 3e-18 or less.
        remembered.add(example);
      }
    }

    EvaluationSnapshot actual = evaluation.snapshot();
    EvaluationSnapshot expected = PlainScores.ofClasses(remembered, 3, settings);
    assertThat(actual.examples()).isEqualTo(examples);
    assertClose(actual.faded(), expected.faded(), 1e-11);
    assertClose(actual.windowed(), expected.windowed(), 1e-11);
  }

  /** 20 + 15 of 50 agree, {@code pe} is ½·0.6 + ½·0.4 = ½. */
  @Test
  void agreesWithKappaByHand() {
    ClassEvaluation evaluation = newEvaluation(2, SETTINGS);
    add(evaluation, 20, 0, 0);
    add(evaluation, 5, 1, 0);
    add(evaluation, 10, 0, 1);
    add(evaluation, 15, 1, 1);

    ClassificationScores scores = whole(evaluation);
    assertThat(scores.accuracy()).isCloseTo(0.7, within(1e-12));
    assertThat(scores.kappa()).isCloseTo(0.4, within(1e-12));
  }

  /**
   * Labels 1 0 0 1 1: the last label is 0 1 0 0 1, right twice; the majority is 0 (none seen) 1 0
   * (one each, the first) 0 0 (two each), right once; the model is right four times.
   */
  @Test
  void agreesWithTheBaselinesByHand() {
    ClassEvaluation evaluation = newEvaluation(2, SETTINGS);
    add(evaluation, 1, 1, 1);
    add(evaluation, 2, 0, 0);
    add(evaluation, 1, 1, 1);
    add(evaluation, 1, 0, 1);

    ClassificationScores scores = whole(evaluation);
    assertThat(scores.lastLabelAccuracy()).isCloseTo(0.4, within(1e-12));
    assertThat(scores.majorityAccuracy()).isCloseTo(0.2, within(1e-12));
    assertThat(scores.kappaTemporal()).isCloseTo((0.8 - 0.4) / (1 - 0.4), within(1e-12));
  }

  @Test
  void worseThanChanceOrTheLastLabelIsBelowZero() {
    ClassEvaluation evaluation = newEvaluation(2, SETTINGS);
    add(evaluation, 5, 1, 0);
    add(evaluation, 5, 0, 1);

    assertThat(whole(evaluation).kappa()).isCloseTo(-1, within(1e-12));
    assertThat(whole(evaluation).kappaTemporal()).isCloseTo(-9, within(1e-12));
  }

  @Test
  void knowsNoScoreOfNothing() {
    EvaluationSnapshot snapshot = newEvaluation(2, SETTINGS).snapshot();

    double none = Double.NaN;
    assertThat(snapshot.examples()).isZero();
    assertThat(List.of(snapshot.whole(), snapshot.faded(), snapshot.windowed()))
        .containsOnly(
            new ClassificationScores(
                0,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                List.of(),
                Collections.nCopies(10, new CalibrationBin(0, none, none))));
  }

  @Test
  void knowsNoKappaOfOneClassAlone() {
    ClassEvaluation evaluation = newEvaluation(2, SETTINGS);
    add(evaluation, 3, 0, 0);
    assertThat(whole(evaluation).kappa()).isNaN();
    assertThat(whole(evaluation).kappaTemporal()).isNaN();

    add(evaluation, 1, 1, 0);
    assertThat(whole(evaluation).kappa()).isZero();
    assertThat(whole(evaluation).kappaTemporal()).isNaN();
  }

  /**
   * Of a class that fades to a weight w it was the label and the prediction once, and with w / 0.9
   * the prediction alone; κ nears 1 − (w / 0.9) / (2w + w / 0.9) while 1 − pe nears 0.
   */
  @Test
  void definesKappaWhileAClassFadesAway() {
    ClassEvaluation evaluation = newEvaluation(2, SETTINGS);
    add(evaluation, 1, 1, 1);
    add(evaluation, 1, 1, 0);
    add(evaluation, 2000, 0, 0);

    ClassificationScores faded = (ClassificationScores) evaluation.snapshot().faded();
    assertThat(faded.kappa()).isCloseTo(2 / (2 + 1 / 0.9), within(1e-12));
  }

  @Test
  void aWindowForgetsAHugeLossAltogether() {
    ClassEvaluation evaluation = newEvaluation(2, SETTINGS);
    evaluation.addScores(new float[] {1, 0}, 2, 0, 1e30);
    for (int i = 0; i < SETTINGS.window(); i++) {
      evaluation.addScores(new float[] {1, 0}, 2, 0, 0.25);
    }

    assertThat(evaluation.snapshot().windowed().loss()).isEqualTo(0.25);
  }

  @Test
  void refusesWhatWouldSpoilTheSums() {
    ClassEvaluation evaluation = newEvaluation(2, SETTINGS);

    float[] scores = {0.5f, 0.5f};
    float[] wrong = {0.5f, Float.NaN};
    assertThatThrownBy(() -> evaluation.addScores(scores, 3, 0, 0)).hasMessageContaining("got 3");
    assertThatThrownBy(() -> evaluation.addScores(scores, 2, 2, 0)).hasMessageContaining("got 2");
    assertThatThrownBy(() -> evaluation.addScores(scores, 2, -1, 0)).hasMessageContaining("got -1");
    assertThatThrownBy(() -> evaluation.addScores(wrong, 2, 1, 0)).hasMessageContaining("scores");
    assertThatThrownBy(() -> evaluation.addScores(scores, 2, 1, Double.NaN))
        .hasMessageContaining("loss: got NaN");
    assertThat(evaluation.snapshot()).isEqualTo(newEvaluation(2, SETTINGS).snapshot());
    assertThatThrownBy(() -> newEvaluation(1, SETTINGS)).hasMessageContaining("got 1");
    assertThatThrownBy(() -> newEvaluation(10_001, SETTINGS)).hasMessageContaining("10001");
  }

  private static ClassificationScores whole(Evaluation evaluation) {
    return (ClassificationScores) evaluation.snapshot().whole();
  }

  /**
   * Class 1 scores 0.2 0.6 0.6 0.9, labels 0 0 1 1: of the four pairs three are in order and one is
   * a tie. In bins 0.8 to 0.9 and 0.5 to 0.6 confidences are 0.8 0.9 and 0.6 0.6, hits 1 1 and 0 1.
   */
  @Test
  void agreesWithTheScoresOfProbabilitiesByHand() {
    ClassEvaluation evaluation = newEvaluation(2, SETTINGS);
    evaluation.addScores(new float[] {0.8f, 0.2f}, 2, 0, 1);
    evaluation.addScores(new float[] {0.4f, 0.6f}, 2, 0, 1);
    evaluation.addScores(new float[] {0.4f, 0.6f}, 2, 1, 1);
    evaluation.addScores(new float[] {0.1f, 0.9f}, 2, 1, 1);

    ClassificationScores scores = (ClassificationScores) evaluation.snapshot().windowed();
    assertThat(scores.auc()).isCloseTo(3.5 / 4, within(1e-12));
    assertThat(scores.brier()).isCloseTo((0.04 + 0.36 + 0.16 + 0.01) / 4, within(1e-7));
    assertThat(scores.calibrationError()).isCloseTo((0.2 + 0.1 + 0.2) / 4, within(1e-7));
    assertThat(scores.byClass()).hasSize(2);
    assertClose(scores.byClass().getFirst(), new ClassScore(0.5, 2.0 / 3), 1e-12);
    assertClose(scores.byClass().getLast(), new ClassScore(1, 0.8), 1e-12);
    assertThat(scores.f1()).isCloseTo((2.0 / 3 + 0.8) / 2, within(1e-12));
    assertThat(whole(evaluation).auc()).isNaN();
  }

  @Test
  void hasNoAucWhereScoresWouldBeTooMany() {
    ClassEvaluation evaluation = newEvaluation(10_000, settings(1_000, 0.9));
    add(evaluation, 1, 0, 0);
    add(evaluation, 1, 1, 1);

    ClassificationScores scores = (ClassificationScores) evaluation.snapshot().windowed();
    assertThat(scores.auc()).isNaN();
    assertThat(scores.f1()).isOne();
    assertThat(evaluation.state().stream().mapToLong(LearnedArray::length).sum())
        .isLessThan(3 * 2 * 10_000 + 10_000);
  }

  private static EvaluationSettings settings(int window, double fading) {
    return new EvaluationSettings(window, fading, 0.5, DriftSettings.of(DriftKind.NONE));
  }

  private static ClassEvaluation newEvaluation(int classes, EvaluationSettings settings) {
    return (ClassEvaluation) Evaluation.ofClasses(classes, settings, 1);
  }

  private static void add(ClassEvaluation evaluation, int times, int predicted, int label) {
    float[] scores = new float[2];
    scores[predicted] = 1;
    for (int i = 0; i < times; i++) {
      evaluation.addScores(scores, 2, label, 1);
    }
  }

  private static void add(ClassEvaluation evaluation, Scored example) {
    float[] scores = new float[example.scores().size()];
    for (int k = 0; k < scores.length; k++) {
      scores[k] = example.scores().get(k);
    }
    evaluation.addScores(scores, scores.length, (int) example.label(), example.loss());
  }

  /**
   * Class 0 has the share {@code imbalance}, the rest is shared; some classes may be labels and not
   * predictions yet. Scores are fractions of small numbers, so that many are equal.
   */
  private static Scored example(Random random, int known, int classes, double imbalance) {
    int label = random.nextDouble() < imbalance ? 0 : random.nextInt(classes);
    int[] parts = new int[known];
    int sum = 0;
    for (int k = 0; k < known; k++) {
      parts[k] = random.nextInt(k == label ? 6 : 3) + (k == known - 1 && sum == 0 ? 1 : 0);
      sum += parts[k];
    }
    List<Float> scores = new ArrayList<>();
    for (int part : parts) {
      scores.add(part / (float) sum);
    }
    return Scored.of(scores, label, -Math.log(1 - random.nextDouble()));
  }
}
