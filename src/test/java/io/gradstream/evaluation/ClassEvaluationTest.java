package io.gradstream.evaluation;

import static io.gradstream.evaluation.PlainScores.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.evaluation.PlainScores.Scored;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassEvaluationTest {
  private static final EvaluationSettings SETTINGS = new EvaluationSettings(4, 0.9);

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
    EvaluationSettings settings = new EvaluationSettings(window, fading);
    ClassEvaluation evaluation = new ClassEvaluation(classes, settings);
    List<Scored> examples = new ArrayList<>();
    Random random = new Random(classes + window);
    while (examples.size() < 3000) {
      Scored example = example(random, classes, imbalance);
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
    EvaluationSettings settings = new EvaluationSettings(1000, 0.99);
    ClassEvaluation evaluation = new ClassEvaluation(3, settings);
    List<Scored> remembered = new ArrayList<>();
    Random random = new Random(5);
    int examples = 1_000_000;
    for (int i = 0; i < examples; i++) {
      Scored example = example(random, 3, 0.6);
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
    ClassEvaluation evaluation = new ClassEvaluation(2, SETTINGS);
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
    ClassEvaluation evaluation = new ClassEvaluation(2, SETTINGS);
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
    ClassEvaluation evaluation = new ClassEvaluation(2, SETTINGS);
    add(evaluation, 5, 1, 0);
    add(evaluation, 5, 0, 1);

    assertThat(whole(evaluation).kappa()).isCloseTo(-1, within(1e-12));
    assertThat(whole(evaluation).kappaTemporal()).isCloseTo(-9, within(1e-12));
  }

  @Test
  void knowsNoScoreOfNothing() {
    EvaluationSnapshot snapshot = new ClassEvaluation(2, SETTINGS).snapshot();

    double none = Double.NaN;
    assertThat(snapshot.examples()).isZero();
    assertThat(List.of(snapshot.whole(), snapshot.faded(), snapshot.windowed()))
        .containsOnly(new ClassificationScores(0, none, none, none, none, none, none));
  }

  @Test
  void knowsNoKappaOfOneClassAlone() {
    ClassEvaluation evaluation = new ClassEvaluation(2, SETTINGS);
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
    ClassEvaluation evaluation = new ClassEvaluation(2, SETTINGS);
    add(evaluation, 1, 1, 1);
    add(evaluation, 1, 1, 0);
    add(evaluation, 2000, 0, 0);

    ClassificationScores faded = (ClassificationScores) evaluation.snapshot().faded();
    assertThat(faded.kappa()).isCloseTo(2 / (2 + 1 / 0.9), within(1e-12));
  }

  @Test
  void aWindowForgetsAHugeLossAltogether() {
    ClassEvaluation evaluation = new ClassEvaluation(2, SETTINGS);
    evaluation.addClass(0, 0, 1e30);
    for (int i = 0; i < SETTINGS.window(); i++) {
      evaluation.addClass(0, 0, 0.25);
    }

    assertThat(evaluation.snapshot().windowed().loss()).isEqualTo(0.25);
  }

  @Test
  void refusesWhatWouldSpoilTheSums() {
    ClassEvaluation evaluation = new ClassEvaluation(2, SETTINGS);

    assertThatThrownBy(() -> evaluation.addClass(2, 0, 0)).hasMessageContaining("got 2, wants 0");
    assertThatThrownBy(() -> evaluation.addClass(0, -1, 0)).hasMessageContaining("got -1, wants 0");
    assertThatThrownBy(() -> evaluation.addClass(0, 0, Double.NaN)).hasMessageContaining("NaN");
    assertThat(evaluation.snapshot()).isEqualTo(new ClassEvaluation(2, SETTINGS).snapshot());
    assertThatThrownBy(() -> new ClassEvaluation(1, SETTINGS)).hasMessageContaining("got 1");
    assertThatThrownBy(() -> new ClassEvaluation(10_001, SETTINGS)).hasMessageContaining("10001");
  }

  private static ClassificationScores whole(Evaluation evaluation) {
    return (ClassificationScores) evaluation.snapshot().whole();
  }

  private static void add(ClassEvaluation evaluation, int times, int predicted, int label) {
    for (int i = 0; i < times; i++) {
      evaluation.addClass(predicted, label, 1);
    }
  }

  private static void add(ClassEvaluation evaluation, Scored example) {
    evaluation.addClass((int) example.predicted(), (int) example.label(), example.loss());
  }

  /** Class 0 has the share {@code imbalance}, the rest is shared; two of three are predicted. */
  private static Scored example(Random random, int classes, double imbalance) {
    int label = random.nextDouble() < imbalance ? 0 : random.nextInt(classes);
    int predicted = random.nextInt(3) > 0 ? label : random.nextInt(classes);
    return new Scored(predicted, label, -Math.log(1 - random.nextDouble()));
  }
}
