package io.gradstream.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.sun.management.ThreadMXBean;
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
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
  private static final EvaluationSettings SETTINGS = new EvaluationSettings(3_333, 0.99);

  /** Of so many classes, or of values for 0. */
  private static Evaluation evaluation(int classes) {
    return classes == 0 ? Evaluation.ofValues(SETTINGS) : Evaluation.ofClasses(classes, SETTINGS);
  }

  /** Stores as a store does: now and then, and only the blocks that are marked. */
  @ParameterizedTest
  @ValueSource(ints = {3, 10_000, 0})
  void goesOnFromWhatWasMarkedAsIfNothingHadHappened(int classes) {
    Evaluation evaluation = evaluation(classes);
    Evaluation stored = evaluation(classes);
    Random random = new Random(11);
    for (int commit = 0; commit < 100; commit++) {
      add(classes, random, 100, evaluation);
      copyChanged(evaluation.state(), stored.state());
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
    EvaluationSettings settings = new EvaluationSettings(1, 0.5);
    ClassEvaluation evaluation = new ClassEvaluation(10_000, settings);
    Evaluation stored = new ClassEvaluation(10_000, settings);
    evaluation.addClass(9_999, 9_999, 1);
    for (int i = 0; i < 300; i++) {
      copyChanged(evaluation.state(), stored.state());
      evaluation.addClass(0, 0, 1);
    }
    copyChanged(evaluation.state(), stored.state());

    assertSameBits(stored, evaluation);
  }

  /** Sums begin in block 0; class 5,000 has its own in block 1, class 9,999 in block 2. */
  @Test
  void marksTheBlocksItTouchesAndNoOther() {
    ClassEvaluation evaluation = new ClassEvaluation(10_000, SETTINGS);
    evaluation.state().forEach(LearnedArray::clearChanged);

    evaluation.addClass(9_999, 0, 1);
    assertThat(takeMarks(evaluation))
        .containsOnly(
            entry("evaluation/whole", List.of(0, 2)),
            entry("evaluation/faded", List.of(0, 2)),
            entry("evaluation/window", List.of(0)),
            entry("evaluation/majority", List.of()));

    evaluation.addClass(0, 5_000, 1);
    assertThat(takeMarks(evaluation))
        .contains(
            entry("evaluation/whole", List.of(0, 1)), entry("evaluation/faded", List.of(0, 1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 10_000, 0})
  void namesEachArrayOnce(int classes) {
    assertThat(evaluation(classes).state())
        .extracting(LearnedArray::name)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.startsWith("evaluation/"));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 10_000, 0})
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
  @ValueSource(ints = {3, 10_000, 0})
  void tellsTheFadedLossAsTheSnapshotDoes(int classes) {
    Evaluation evaluation = evaluation(classes);
    assertThat(evaluation.fadedLoss()).isNaN();

    add(classes, new Random(7), 500, evaluation);

    assertThat(evaluation.fadedLoss()).isEqualTo(evaluation.snapshot().faded().loss());
  }

  @Test
  void readsWhatALearnerPredicted() {
    Prediction classes = learned(2, new Loss.SoftmaxCrossEntropy(), new Label.Category(1));
    Evaluation evaluation = Evaluation.ofClasses(2, SETTINGS);
    evaluation.add(classes, new Label.Category(1));
    ClassEvaluation sameClass = new ClassEvaluation(2, SETTINGS);
    sameClass.addClass(classes.predictedClass(), 1, classes.loss());
    assertThat(evaluation.snapshot()).isEqualTo(sameClass.snapshot());
    assertThatThrownBy(() -> evaluation.add(classes, new Label.Real(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("wants a category");

    Prediction value = learned(1, new Loss.SquaredError(), new Label.Real(3));
    Evaluation values = Evaluation.ofValues(SETTINGS);
    values.add(value, new Label.Real(3));
    ValueEvaluation sameValue = new ValueEvaluation(SETTINGS);
    sameValue.addValue(value.value(), 3, value.loss());
    assertThat(values.snapshot()).isEqualTo(sameValue.snapshot());
    assertThatThrownBy(() -> values.add(value, new Label.Category(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("wants a real value");
  }

  @Test
  void settingsHaveLimits() {
    assertThatThrownBy(() -> new EvaluationSettings(0, 0.9)).hasMessageContaining("window: got 0");
    assertThatThrownBy(() -> new EvaluationSettings(1_000_001, 0.9)).hasMessageContaining("window");
    assertThatThrownBy(() -> new EvaluationSettings(1, 0.49)).hasMessageContaining("fading");
    assertThatThrownBy(() -> new EvaluationSettings(1, 1.01)).hasMessageContaining("fading");
    assertThatThrownBy(() -> new EvaluationSettings(1, Double.NaN)).hasMessageContaining("fading");
    assertThat(new EvaluationSettings(1000, 0.999)).hasToString("window=1000 fading=0.999");
  }

  /** The same to each, of the first, middle and last class; another is frequent later. */
  private static void add(int classes, Random random, int examples, Evaluation... evaluations) {
    for (int i = 0; i < examples; i++) {
      int frequent = evaluations[0].examples() < 3_000 ? 0 : 2;
      int label = random.nextBoolean() ? frequent : random.nextInt(3);
      int predicted = random.nextInt(3);
      double loss = random.nextDouble();
      for (Evaluation evaluation : evaluations) {
        switch (evaluation) {
          case ClassEvaluation e ->
              e.addClass(predicted * (classes - 1) / 2, label * (classes - 1) / 2, loss);
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

  private static void copyChanged(List<LearnedArray> from, List<LearnedArray> to) {
    ByteBuffer bytes = ByteBuffer.allocate(LearnedArray.BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < from.size(); i++) {
      LearnedArray array = from.get(i);
      for (int block = array.nextChangedBlock(0);
          block >= 0;
          block = array.nextChangedBlock(block + 1)) {
        array.writeBlock(block, bytes.clear());
        to.get(i).readBlock(block, bytes.flip());
      }
      array.clearChanged();
    }
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
