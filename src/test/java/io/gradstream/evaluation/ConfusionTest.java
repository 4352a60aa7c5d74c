package io.gradstream.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.evaluation.drift.DriftKind;
import io.gradstream.evaluation.drift.DriftSettings;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfusionTest {
  @Test
  void countsTheLastExamplesByLabelAndPrediction() {
    ClassEvaluation evaluation = evaluation(3, 5);
    add(evaluation, 2, 2); // Leaves the window.
    add(evaluation, 0, 0);
    add(evaluation, 0, 1);
    add(evaluation, 0, 1);
    add(evaluation, 1, 0);
    add(evaluation, 1, 1);

    assertThat(evaluation.confusion())
        .isEqualTo(
            new Confusion(
                List.of(0, 1, 2), List.of(List.of(1, 2, 0), List.of(1, 1, 0), List.of(0, 0, 0))));
  }

  @Test
  void isEmptyBeforeTheFirstExample() {
    assertThat(evaluation(3, 5).confusion()).isEqualTo(new Confusion(List.of(), List.of()));
  }

  @Test
  void ofManyClassesItShowsThoseThatMostExamplesAreOf() {
    int classes = 50;
    ClassEvaluation evaluation = evaluation(classes, 1000);
    for (int label = 0; label < classes; label++) {
      int examples = label % 2 == 0 ? 3 : 1;
      for (int i = 0; i < examples; i++) {
        add(evaluation, label, label);
      }
    }

    Confusion confusion = evaluation.confusion();
    assertThat(confusion.classes())
        .isEqualTo(IntStream.range(0, Confusion.MAX_CLASSES).mapToObj(k -> 2 * k).toList());
    assertThat(confusion.counts()).allSatisfy(row -> assertThat(row).contains(3));
  }

  @Test
  void ofValuesThereIsNone() {
    assertThat(
            Evaluation.ofValues(
                    new EvaluationSettings(5, 1, 0.5, DriftSettings.of(DriftKind.NONE)), 1)
                .confusion())
        .isNull();
  }

  private static ClassEvaluation evaluation(int classes, int window) {
    return (ClassEvaluation)
        Evaluation.ofClasses(
            classes, new EvaluationSettings(window, 1, 0.5, DriftSettings.of(DriftKind.NONE)), 1);
  }

  private static void add(ClassEvaluation evaluation, int label, int predicted) {
    float[] scores = new float[predicted + 1];
    scores[predicted] = 1;
    evaluation.addScores(scores, scores.length, label, 1);
  }
}
