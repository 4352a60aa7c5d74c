package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.gradstream.kernel.Kernels;
import io.gradstream.network.DoubleArray;
import io.gradstream.network.Initializer;
import io.gradstream.network.LearnedArray;
import io.gradstream.network.Loss;
import io.gradstream.network.Network;
import io.gradstream.network.NetworkSpec;
import io.gradstream.optimizer.SgdSettings;
import io.gradstream.support.StoredState;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds of every learner. */
class LearnerLawsTest {
  @ParameterizedTest
  @EnumSource
  void testsThenTrains(Task task) {
    Learner learner = task.learner();
    Supplier<Example> stream = task.stream(2);
    for (int n = 0; n < 300; n++) {
      Example example = stream.get();
      StoredState before = state(learner);
      Prediction predicted = learner.predict(example.features());
      float[] scores = predicted.scores().clone();
      assertThat(predicted.modelVersion()).isEqualTo(n);
      assertThat(predicted.loss()).isNaN();
      assertThat(state(learner)).isEqualTo(before);

      Prediction learned = learner.learn(example);

      assertThat(learned.refusal()).isNull();
      assertThat(learned.scores()).isEqualTo(scores);
      assertThat(learned.modelVersion()).isEqualTo(n);
      assertThat(learned.loss()).isNotNegative();
      assertThat(learner.examples()).isEqualTo(n + 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void learnsWhatNoLineCan(Task task) {
    Learner learner = task.learner();
    Supplier<Example> stream = task.stream(3);
    double baseline = task.areClasses() ? Math.log(3) : 0.5;
    learnLosses(learner, stream, 15_000);

    assertThat(mean(learnLosses(learner, stream, 1_000))).isLessThan(baseline / 10);
  }

  @ParameterizedTest
  @EnumSource
  void scalarAndVectorKernelsLearnTheSameToTheBit(Task task) {
    assumeFalse(Kernels.best().describe().equals("scalar"), "no vector kernels here");
    Learner scalar = task.learner(Kernels.scalar(), 1);
    Learner vector = task.learner(Kernels.best(), 1);

    assertThat(learnLosses(vector, task.stream(4), 5_000))
        .isEqualTo(learnLosses(scalar, task.stream(4), 5_000));
    assertThat(state(vector)).isEqualTo(state(scalar));
  }

  @ParameterizedTest
  @EnumSource
  void goesOnFromItsRestoredStateToTheBit(Task task) {
    Learner learner = task.learner();
    Supplier<Example> stream = task.stream(5);
    learnLosses(learner, stream, 500);
    Learner restored = task.learner(Kernels.best(), 99);
    state(learner).restore(restored.state());
    assertThat(restored.examples()).isEqualTo(500);

    Supplier<Example> rest = task.stream(6);
    Supplier<Example> sameRest = task.stream(6);
    assertThat(learnLosses(restored, rest, 500)).isEqualTo(learnLosses(learner, sameRest, 500));
    assertThat(state(restored)).isEqualTo(state(learner));
  }

  @ParameterizedTest
  @EnumSource
  void marksAllItLearns(Task task) {
    Learner learner = task.learner();
    Supplier<Example> stream = task.stream(7);
    learner.learn(stream.get());
    learner.state().forEach(LearnedArray::clearChanged);
    learnLosses(learner, stream, 60);

    assertThat(learner.state())
        .filteredOn(array -> !array.name().contains("sentinels/") && array.length() > 0)
        .filteredOn(array -> !array.name().equals("ranks/far"))
        .filteredOn(array -> !array.name().endsWith("network/table"))
        .filteredOn(array -> !array.name().endsWith("rate-origin"))
        .filteredOn(array -> !array.name().endsWith("began"))
        .filteredOn(array -> array.nextChangedBlock(0) != 0)
        .extracting(LearnedArray::name)
        .isEmpty();
    assertThat(learner.state()).extracting(LearnedArray::name).doesNotHaveDuplicates();
  }

  @Test
  void aMissingFeatureCountsAsTheMeanAndMovesNoStatistics() {
    NetworkSpec line =
        new NetworkSpec(
            2, List.of(), 1, new Loss.SquaredError(), Initializer.ZERO, Initializer.ZERO);
    Network network = new Network(line, Kernels.best());
    NetworkLearner learner =
        new NetworkLearner(network, SgdSettings.plain(0.01).newOptimizer(network), 1);
    for (int n = 0; n < 1_000; n++) {
      double x = n % 2 == 0 ? 2 : 6;
      learner.learn(new Example(FeatureVector.of(x, n % 3), new Label.Real(3 * x)));
    }
    double missing = learner.predict(FeatureVector.of(Double.NaN, 1)).value();
    double mean = learner.predict(FeatureVector.of(4, 1)).value();
    double above = learner.predict(FeatureVector.of(6, 1)).value();
    List<Double> firstBefore = moments(learner, 0);
    List<Double> secondBefore = moments(learner, 1);
    learner.learn(new Example(FeatureVector.of(Double.NaN, 7), new Label.Real(1)));

    assertThat(missing).isCloseTo(mean, within(1e-4)).isLessThan(above - 1);
    assertThat(moments(learner, 0)).isEqualTo(firstBefore);
    assertThat(moments(learner, 1)).isNotEqualTo(secondBefore);
  }

  private static List<Double> moments(NetworkLearner learner, int feature) {
    return learner.state().stream()
        .filter(array -> array.name().startsWith("standardizer/"))
        .map(array -> ((DoubleArray) array).values()[feature])
        .toList();
  }

  /** From a thousand examples on there is something to raise. */
  @ParameterizedTest
  @EnumSource
  void marksWhatRaisedRatesChangeAndGoesOnFromItToTheBit(Task task) {
    Learner learner = task.learner();
    learnLosses(learner, task.stream(8), 1_500);
    Map<String, StoredState> before = byName(learner);
    learner.state().forEach(LearnedArray::clearChanged);
    learner.raiseRates();
    Map<String, StoredState> after = byName(learner);

    assertThat(learner.state())
        .filteredOn(array -> array.nextChangedBlock(0) < 0)
        .allMatch(array -> Objects.equals(before.get(array.name()), after.get(array.name())));
    assertThat(after).isNotEqualTo(before);
    Learner restored = task.learner(Kernels.best(), 99);
    state(learner).restore(restored.state());

    assertThat(learnLosses(restored, task.stream(9), 500))
        .isEqualTo(learnLosses(learner, task.stream(9), 500));
    assertThat(state(restored)).isEqualTo(state(learner));
  }

  private static Map<String, StoredState> byName(Learner learner) {
    return learner.state().stream()
        .collect(Collectors.toMap(LearnedArray::name, array -> StoredState.of(List.of(array))));
  }

  private static float[] learnLosses(Learner learner, Supplier<Example> stream, int examples) {
    float[] losses = new float[examples];
    for (int n = 0; n < examples; n++) {
      Prediction prediction = learner.learn(stream.get());
      assertThat(prediction.refusal()).isNull();
      losses[n] = prediction.loss();
    }
    return losses;
  }

  private static double mean(float[] losses) {
    double sum = 0;
    for (float loss : losses) {
      sum += loss;
    }
    return sum / losses.length;
  }

  private static StoredState state(Learner learner) {
    return StoredState.of(learner.state());
  }
}
