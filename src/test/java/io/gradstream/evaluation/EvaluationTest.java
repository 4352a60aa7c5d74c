package io.gradstream.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.gradstream.evaluation.drift.Drift;
import io.gradstream.evaluation.drift.DriftKind;
import io.gradstream.evaluation.drift.DriftSettings;
import io.gradstream.kernel.Kernels;
import io.gradstream.learning.Example;
import io.gradstream.learning.FeatureVector;
import io.gradstream.learning.Label;
import io.gradstream.learning.NetworkLearner;
import io.gradstream.learning.Prediction;
import io.gradstream.network.Initializer;
import io.gradstream.network.LearnedArray;
import io.gradstream.network.Loss;
import io.gradstream.network.Network;
import io.gradstream.network.NetworkSpec;
import io.gradstream.optimizer.SgdSettings;
import io.gradstream.support.StoredState;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for evaluations of every kind. */
class EvaluationTest {
  /** Rows of several blocks, and not a divisor of the number of examples. */
  private static final EvaluationSettings SETTINGS =
      new EvaluationSettings(3_333, 0.99, 0.5, DriftSettings.of(DriftKind.ADWIN));

  private final float[] scores = new float[10_000];

  /** Of a number of classes, or of values for 0. */
  private static Evaluation evaluation(int classes) {
    return classes == 0
        ? Evaluation.ofValues(SETTINGS, 1)
        : Evaluation.ofClasses(classes, SETTINGS, 1);
  }

  /** Stores as a store does: now and then, and only the blocks that are marked. */
  @ParameterizedTest
  @ValueSource(ints = {2, 1_000, 10_000, 0})
  void goesOnFromWhatWasMarkedAsIfNothingHadHappened(int classes) {
    Evaluation evaluation = evaluation(classes);
    Evaluation stored = evaluation(classes);
    Random random = new Random(11);
    for (int commit = 0; commit < 100; commit++) {
      add(classes, random, 100, evaluation);
      StoredState.copyChanged(evaluation.state(), stored.state());
    }

    assertThat(stored.snapshot()).isEqualTo(evaluation.snapshot());
    assertSameBits(stored, evaluation);
    add(classes, random, 5_000, evaluation, stored);
    assertThat(stored.snapshot()).isEqualTo(evaluation.snapshot());
    assertSameBits(stored, evaluation);
  }

  /** The last class is in another block than the first, and was seen but once. */
  @Test
  void marksAlsoTheSumsItScalesDown() {
    EvaluationSettings settings =
        new EvaluationSettings(1, 0.5, 0.5, DriftSettings.of(DriftKind.NONE));
    Evaluation evaluation = Evaluation.ofClasses(10_000, settings, 1);
    Evaluation stored = Evaluation.ofClasses(10_000, settings, 1);
    addClass(evaluation, 9_999, 9_999);
    for (int i = 0; i < 300; i++) {
      StoredState.copyChanged(evaluation.state(), stored.state());
      addClass(evaluation, 0, 0);
    }
    StoredState.copyChanged(evaluation.state(), stored.state());

    assertSameBits(stored, evaluation);
  }

  /** Sums begin in block 0; class 5,000 has its own in block 1, class 9,999 in block 3. */
  @Test
  void marksTheBlocksItTouchesAndNoOther() {
    Evaluation evaluation = Evaluation.ofClasses(10_000, SETTINGS, 1);
    addClass(evaluation, 9_999, 9_999);
    evaluation.state().forEach(LearnedArray::clearChanged);

    addClass(evaluation, 9_999, 0);
    assertThat(takeMarks(evaluation))
        .containsOnly(
            entry("evaluation/whole", List.of(0, 3)),
            entry("evaluation/faded", List.of(0, 3)),
            entry("evaluation/window", List.of(0)),
            entry("evaluation/detector", List.of(0)),
            entry("evaluation/drifts", List.of()),
            entry("evaluation/scores", List.of()),
            entry("evaluation/classes", List.of(0)));

    addClass(evaluation, 0, 5_000);
    assertThat(takeMarks(evaluation))
        .contains(
            entry("evaluation/whole", List.of(0, 1)), entry("evaluation/faded", List.of(0, 1)));
  }

  /** Of a thousand classes three are known: four scores a row, of which a block holds 4,096. */
  @Test
  void storesNoScoresOfClassesThatAreNotKnown() {
    Evaluation evaluation = evaluation(1_000);
    add(3, new Random(1), 3_333, evaluation);

    assertThat(takeMarks(evaluation)).contains(entry("evaluation/scores", List.of(0)));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 1_000, 10_000, 0})
  void namesEachArrayOnce(int classes) {
    assertThat(evaluation(classes).state())
        .extracting(LearnedArray::name)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.startsWith("evaluation/"));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 1_000, 10_000, 0})
  void allocatesNothingForAnExample(int classes) {
    Evaluation evaluation = evaluation(classes);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Random random = new Random(3);
    int examples = 20_000;
    add(classes, random, 100, evaluation); // Loads classes.
    long before = threads.getCurrentThreadAllocatedBytes();
    add(classes, random, examples, evaluation);

    // Far less than an object for each example.
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(examples);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 1_000, 10_000, 0})
  void tellsTheFadedLossAsTheSnapshotDoes(int classes) {
    Evaluation evaluation = evaluation(classes);
    assertThat(evaluation.fadedLoss()).isNaN();

    add(classes, new Random(7), 500, evaluation);

    assertThat(evaluation.fadedLoss()).isEqualTo(evaluation.snapshot().faded().loss());
  }

  @Test
  void readsWhatALearnerPredicted() {
    Prediction classes = learned(2, new Loss.SoftmaxCrossEntropy(), new Label.Category(1));
    Evaluation evaluation = evaluation(2);
    evaluation.add(classes, new Label.Category(1));
    ClassEvaluation sameClass = (ClassEvaluation) evaluation(2);
    sameClass.addScores(new float[] {0.5f, 0.5f}, 2, 1, classes.loss());
    assertThat(evaluation.snapshot()).isEqualTo(sameClass.snapshot());
    assertThatThrownBy(() -> evaluation.add(classes, new Label.Real(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("wants a category");

    Prediction value = learned(1, new Loss.SquaredError(), new Label.Real(3));
    Evaluation values = evaluation(0);
    values.add(value, new Label.Real(3));
    ValueEvaluation sameValue = (ValueEvaluation) evaluation(0);
    sameValue.addValue(value.value(), 3, value.loss());
    assertThat(values.snapshot()).isEqualTo(sameValue.snapshot());
    assertThatThrownBy(() -> values.add(value, new Label.Category(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("wants a real value");
  }

  @Test
  void settingsHaveLimits() {
    assertThatThrownBy(() -> settings(0, 0.9, 0.5)).hasMessageContaining("window: got 0");
    assertThatThrownBy(() -> settings(1_000_001, 0.9, 0.5)).hasMessageContaining("window");
    assertThatThrownBy(() -> settings(1, 0.49, 0.5)).hasMessageContaining("fading");
    assertThatThrownBy(() -> settings(1, 1.01, 0.5)).hasMessageContaining("fading");
    assertThatThrownBy(() -> settings(1, Double.NaN, 0.5)).hasMessageContaining("fading");
    assertThatThrownBy(() -> settings(1, 0.9, 0)).hasMessageContaining("quantile: got 0.0");
    assertThatThrownBy(() -> settings(1, 0.9, 1)).hasMessageContaining("quantile: got 1.0");
    assertThat(settings(1000, 0.999, 0.5))
        .hasToString(
            "window=1000 fading=0.999 quantile=0.5 drift=(page-hinkley tolerance=0.1"
                + " threshold=50.0)");
  }

  private static EvaluationSettings settings(int window, double fading, double quantile) {
    return new EvaluationSettings(
        window, fading, quantile, DriftSettings.of(DriftKind.PAGE_HINKLEY));
  }

  /** The loss is near 1, then near 3: it rises once, and falls once when it comes back. */
  @ParameterizedTest
  @ValueSource(ints = {2, 0})
  void countsTheRisesOfTheLoss(int classes) {
    Evaluation evaluation = evaluation(classes);
    List<Drift> drifts = new ArrayList<>();
    Random random = new Random(5);
    for (int i = 1; i <= 6_000; i++) {
      double loss = (i > 2_000 && i <= 4_000 ? 3 : 1) + random.nextGaussian() / 2;
      Drift drift =
          switch (evaluation) {
            case ClassEvaluation e -> e.addScores(new float[] {1, 0}, 2, 0, loss);
            case ValueEvaluation e -> e.addValue(0, 0, loss);
          };
      if (drift != null) {
        drifts.add(drift);
      }
    }

    assertThat(drifts).extracting(Drift::rises).containsExactly(true, false);
    Drift rise = drifts.getFirst();
    assertThat(rise.detector()).isEqualTo(DriftKind.ADWIN);
    assertThat(rise.example()).isBetween(2_001L, 2_100L);
    assertThat(rise.lossBefore()).isCloseTo(1, within(0.1));
    assertThat(rise.lossAfter()).isCloseTo(3, within(0.5));
    EvaluationSnapshot snapshot = evaluation.snapshot();
    assertThat(snapshot.drifts()).isOne();
    assertThat(snapshot.lastDrift()).isEqualTo(rise.example());
  }

  private static void addClass(Evaluation evaluation, int predicted, int label) {
    float[] scores = new float[predicted + 1];
    scores[predicted] = 1;
    ((ClassEvaluation) evaluation).addScores(scores, scores.length, label, 1);
  }

  /** The same to each, of the first, middle and last class; another is frequent later. */
  private void add(int classes, Random random, int examples, Evaluation... evaluations) {
    for (int i = 0; i < examples; i++) {
      int frequent = evaluations[0].examples() < 3_000 ? 0 : 2;
      int label = (random.nextBoolean() ? frequent : random.nextInt(3)) * (classes - 1) / 2;
      int predicted = random.nextInt(3) * (classes - 1) / 2;
      double loss = random.nextDouble();
      for (Evaluation evaluation : evaluations) {
        switch (evaluation) {
          case ClassEvaluation e -> {
            scores[predicted] = (float) loss;
            e.addScores(scores, classes, label, loss);
            scores[predicted] = 0;
          }
          case ValueEvaluation e -> e.addValue(predicted + loss, label - loss, loss);
        }
      }
    }
  }

  private static Map<String, List<Integer>> takeMarks(Evaluation evaluation) {
    Map<String, List<Integer>> marks = new HashMap<>();
    for (LearnedArray array : evaluation.state()) {
      marks.put(
          array.name(),
          IntStream.range(0, array.blocks())
              .filter(block -> array.nextChangedBlock(block) == block)
              .boxed()
              .toList());
      array.clearChanged();
    }
    return marks;
  }

  private static void assertSameBits(Evaluation actual, Evaluation expected) {
    assertThat(actual.state())
        .extracting(LearnedArray::crc32c)
        .isEqualTo(expected.state().stream().map(LearnedArray::crc32c).toList());
  }

  private static Prediction learned(int outputs, Loss loss, Label label) {
    Network network =
        new Network(
            new NetworkSpec(1, List.of(), outputs, loss, Initializer.ZERO, Initializer.ZERO),
            Kernels.scalar());
    FeatureVector features = new FeatureVector(1);
    return new NetworkLearner(network, SgdSettings.plain(0.1).newOptimizer(network), 1)
        .learn(new Example(features, label));
  }
}
