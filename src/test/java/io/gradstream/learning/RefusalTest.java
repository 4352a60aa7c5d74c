package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.kernel.Kernels;
import io.gradstream.network.FloatArray;
import io.gradstream.network.LearnedArray;
import io.gradstream.network.Network;
import io.gradstream.network.Tensor;
import io.gradstream.support.StoredState;
import io.gradstream.support.Streams;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** No bad example changes what is learned. */
class RefusalTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  /** What makes examples bad in themselves. */
  private static Stream<Example> bad(Task task, Example good) {
    Stream<Example> features =
        Stream.of(INFINITY, -INFINITY, 1e39, -Double.MAX_VALUE)
            .map(value -> new Example(with(good.features(), value), good.label()));
    Stream<Example> labels =
        Stream.of(Double.NaN, INFINITY, -INFINITY, 1e39)
            .map(value -> new Example(good.features(), new Label.Real(value)));
    return task.areClasses() ? features : Stream.concat(features, labels);
  }

  private static FeatureVector with(FeatureVector features, double value) {
    FeatureVector copy = new FeatureVector(features.size());
    for (int i = 0; i < features.size(); i++) {
      copy.set(i, features.get(i));
    }
    copy.set(features.size() - 1, value);
    return copy;
  }

  @ParameterizedTest
  @EnumSource
  void whatIsLearnedIsWhatTheGoodExamplesAloneTeach(Task task) {
    Learner mixed = task.learner();
    Learner good = task.learner();
    Supplier<Example> stream = task.stream(8);
    for (int n = 0; n < 200; n++) {
      Example example = stream.get();
      for (Example bad : bad(task, example).toList()) {
        StoredState before = learned(mixed);
        assertThat(mixed.learn(bad).refusal()).isEqualTo(Refusal.NON_FINITE_INPUT);
        assertThat(learned(mixed)).isEqualTo(before);
      }
      mixed.learn(example);
      good.learn(example);
    }

    assertThat(mixed.examples()).isEqualTo(200);
    assertThat(learned(mixed)).isEqualTo(learned(good));
  }

  /** Weights so large that a good example leads out of the finite numbers. */
  record BlownUp(Task task, Refusal refusal, int layer, float weights, float bias) {
    void blowUp(Learner learner) {
      Network network = task.network(Kernels.best());
      fill(learner, network.layer(layer).weights(), weights);
      fill(learner, network.layer(layer).bias(), bias);
    }

    /** With alternating signs. */
    private static void fill(Learner learner, Tensor tensor, float value) {
      FloatArray parameters = (FloatArray) learner.state().getFirst();
      for (int row = 0; row < tensor.rows(); row++) {
        for (int i = 0; i < tensor.used(); i++) {
          boolean even = (row + i) % 2 == 0;
          parameters.values()[tensor.offset() + row * tensor.columns() + i] = even ? value : -value;
        }
      }
    }
  }

  static Stream<BlownUp> blownUp() {
    return Stream.of(
        new BlownUp(Task.CLASSES, Refusal.NON_FINITE_SCORE, 3, 3e38f, 3e38f),
        new BlownUp(Task.CLASSES, Refusal.NON_FINITE_LOSS, 3, 0f, 3e38f),
        new BlownUp(Task.VALUES, Refusal.NON_FINITE_LOSS, 3, 0f, 1e30f),
        new BlownUp(Task.CLASSES, Refusal.NON_FINITE_UPDATE, 1, 1e25f, 0f),
        new BlownUp(Task.VALUES, Refusal.NON_FINITE_UPDATE, 1, 1e25f, 0f));
  }

  @ParameterizedTest
  @MethodSource("blownUp")
  void aNetworkBlownUpIsNotMadeWorse(BlownUp of) {
    Learner learner = of.task.learner();
    Supplier<Example> stream = of.task.stream(9);
    for (int n = 0; n < 50; n++) {
      learner.learn(stream.get());
    }
    of.blowUp(learner);
    StoredState before = learned(learner);
    learner.state().forEach(LearnedArray::clearChanged);
    Example example = exampleOfClass(1, stream);

    assertThat(learner.learn(example).refusal()).isEqualTo(of.refusal);

    assertThat(learned(learner)).isEqualTo(before);
    assertThat(learner.examples()).isEqualTo(50);
    assertThat(learner.state()).allMatch(array -> array.nextChangedBlock(0) < 0);
  }

  private static Example exampleOfClass(int index, Supplier<Example> stream) {
    return Stream.generate(stream)
        .filter(e -> !(e.label() instanceof Label.Category category) || category.index() == index)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void aLabelOfTheWrongKindIsAnError(Task task) {
    if (task.areClasses()) {
      checkError(task, new Label.Real(1), "category");
      checkError(task, new Label.Category(3), "0 to 2");
      checkError(task, new Label.Category(-1), "0 to 2");
    } else {
      checkError(task, new Label.Category(0), "real value");
    }
  }

  private static void checkError(Task task, Label label, String wanted) {
    Learner learner = task.learner();
    Supplier<Example> stream = task.stream(10);
    learner.learn(stream.get());
    StoredState before = StoredState.of(learner.state());
    Example example = new Example(stream.get().features(), label);

    assertThatThrownBy(() -> learner.learn(example))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(wanted);
    assertThat(StoredState.of(learner.state())).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void anExampleWithoutALabelIsAnError(Task task) {
    Learner learner = task.learner();
    Example example = new Example(new FeatureVector(Streams.features()), null);

    assertThatThrownBy(() -> learner.learn(example)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource
  void featuresOfTheWrongNumberAreAnError(Task task) {
    Learner learner = task.learner();

    for (int size : new int[] {1, 10, 12, 100}) {
      assertThatThrownBy(() -> learner.predict(new FeatureVector(size)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("got " + size)
          .hasMessageContaining("wants " + Streams.features());
    }
  }

  @Test
  void aFeatureBeyondTheVectorIsAnError() {
    FeatureVector features = new FeatureVector(3);

    assertThatThrownBy(() -> features.set(3, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> features.setMissing(3)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static StoredState learned(Learner learner) {
    return StoredState.of(learner.state());
  }
}
