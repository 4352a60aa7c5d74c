package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.network.Extent;
import io.gradstream.support.MixedLearner;
import io.gradstream.support.MixedStream;
import io.gradstream.support.StoredState;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Features and classes that come later. */
class GrowthTest {
  private static final int CAPACITY = MixedStream.CAPACITY;

  /** Every learner, with no feature known at first and with some. */
  static Stream<Arguments> starts() {
    return Stream.of(MixedLearner.values())
        .flatMap(kind -> Stream.of(0, 3).map(known -> Arguments.of(kind, known)));
  }

  @ParameterizedTest
  @MethodSource("starts")
  void aNewFeatureChangesNoBitOfTheScoresAtThatMoment(MixedLearner kind, int known) {
    Random random = new Random(known);
    Learner growing = growing(kind, known);
    for (int size = 3; size <= CAPACITY; size++) {
      for (int n = 0; n < 30; n++) {
        growing.learn(example(random, size, random.nextInt(3)));
      }
      FeatureVector without = example(random, size, 0).features();
      float[] before = growing.predict(without).scores().clone();
      if (size < CAPACITY) {
        without.resize(size + 1);
        without.set(size, 1e6 * random.nextGaussian());
      }

      assertThat(growing.predict(without).scores()).isEqualTo(before);
      assertThat(growing.learn(new Example(without, new Label.Category(1))).scores())
          .isEqualTo(before);
    }
  }

  @ParameterizedTest
  @MethodSource("starts")
  void aNewFeatureIsLearned(MixedLearner kind, int known) {
    Random random = new Random(5);
    Learner growing = growing(kind, known);
    double before = meanLoss(growing, random, 3, 2_000);
    double after = 0;
    for (int round = 0; round < 5; round++) {
      after = meanLoss(growing, random, 4, 2_000);
    }

    assertThat(before).isCloseTo(Math.log(3), within(0.1));
    assertThat(after).isLessThan(before / 3);
  }

  /** Of examples whose label is told by the fourth feature alone, once it is there. */
  private static double meanLoss(Learner learner, Random random, int size, int examples) {
    double sum = 0;
    for (int n = 0; n < examples; n++) {
      int label = random.nextInt(3);
      Example example = example(random, size, label);
      if (size > 3) {
        example.features().set(3, 10 * label);
      }
      sum += learner.learn(example).loss();
    }
    return sum / examples;
  }

  @ParameterizedTest
  @EnumSource
  void aFeatureThatIsGoneIsMissing(MixedLearner kind) {
    Random random = new Random(6);
    Learner growing = growing(kind, 0);
    meanLoss(growing, random, 4, 500);
    FeatureVector features = example(random, 4, 0).features();
    features.setMissing(3);
    float[] missing = growing.predict(features).scores().clone();
    features.resize(3);

    assertThat(growing.predict(features).scores()).isEqualTo(missing);
  }

  @ParameterizedTest
  @EnumSource
  void aNewClassIsPredictedByTheOldAndLearnedByTheNew(MixedLearner kind) {
    Learner growing = kind.newLearner(CAPACITY, 20, new Extent(CAPACITY, 0));
    Supplier<Example> stream = MixedStream.of(9);
    int known = 0;
    for (int label : new int[] {0, 1, 0, 3, 2, 3, 19}) {
      FeatureVector features = stream.get().features();
      Prediction before = growing.predict(features);
      assertThat(before.classes()).isEqualTo(known);
      float[] scores = Arrays.copyOf(before.scores(), known);
      Prediction learned = growing.learn(new Example(features, new Label.Category(label)));

      assertThat(Arrays.copyOf(learned.scores(), known)).isEqualTo(scores);
      assertThat(learned.classes()).isEqualTo(known);
      assertThat(learned.loss()).isFinite().isNotNegative();
      known = Math.max(known, label + 1);
      Prediction after = growing.predict(features);
      assertThat(after.classes()).isEqualTo(known);
      assertThat((double) sum(after)).isCloseTo(1, within(1e-5));
      if (label > 0) {
        assertThat(after.scores()[label]).as("of class %d", label).isGreaterThan(1f / (known + 1));
      }
    }
  }

  private static float sum(Prediction prediction) {
    float sum = 0;
    for (int k = 0; k < prediction.classes(); k++) {
      sum += prediction.scores()[k];
    }
    return sum;
  }

  /** What was published gave it no probability, which counts as one in a million. */
  @ParameterizedTest
  @EnumSource
  void theLossOfANewClassIsThatOfOneHeldImpossible(MixedLearner kind) {
    Learner growing = kind.newLearner(CAPACITY, 20, new Extent(CAPACITY, 0));
    FeatureVector features = new FeatureVector(CAPACITY, 2);

    for (int label : List.of(0, 1)) {
      assertThat((double) growing.learn(new Example(features, new Label.Category(label))).loss())
          .isCloseTo(Math.log(1e6), within(1e-6));
    }
    assertThat(growing.predict(features).predictedClass()).isEqualTo(1);
  }

  /** Of more than 16 classes, so that the output layers have one layout. */
  @ParameterizedTest
  @EnumSource
  void whatIsNotInUseMakesNoDifferenceToAnyBit(MixedLearner kind) {
    Extent start = new Extent(0, 2);
    Learner small = kind.newLearner(30, 17, start);
    Learner large = kind.newLearner(300, 170, start);
    Random random = new Random(3);
    Random same = new Random(3);
    for (int n = 0; n < 600; n++) {
      int size = 1 + n / 30;
      int label = Math.min(16, n / 40 + n % 2);
      float loss = small.learn(example(random, 30, size, label)).loss();

      assertThat(large.learn(example(same, 300, size, label)).loss()).isEqualTo(loss);
    }
  }

  @ParameterizedTest
  @EnumSource
  void goesOnFromItsRestoredStateToTheBitWhereverThatIs(MixedLearner kind) {
    for (int restoredAt : new Random(2).ints(5, 0, 190).toArray()) {
      Learner growing = growing(kind, 0);
      grow(growing, 0, restoredAt);
      Learner restored = growing(kind, 0);
      StoredState.of(growing.state()).restore(restored.state());
      grow(growing, restoredAt, 200);
      grow(restored, restoredAt, 200);

      assertThat(StoredState.of(restored.state()))
          .as("from example %d on", restoredAt)
          .isEqualTo(StoredState.of(growing.state()));
    }
  }

  private static void grow(Learner learner, int from, int to) {
    for (int n = from; n < to; n++) {
      learner.learn(example(new Random(n), 1 + n / 10, n % (1 + n / 70)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRefusedExampleMakesNothingGrow(MixedLearner kind) {
    Learner growing = growing(kind, 0);
    Example bad = example(new Random(1), 5, 2);
    bad.features().set(4, Double.POSITIVE_INFINITY);
    StoredState before = StoredState.of(growing.state());

    assertThat(growing.learn(bad).refusal()).isEqualTo(Refusal.NON_FINITE_INPUT);
    assertThat(StoredState.of(growing.state())).isEqualTo(before);
    assertThat(growing.predict(bad.features()).classes()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void refusesToBeginWithMoreThanItsCapacity(MixedLearner kind) {
    assertThatThrownBy(() -> kind.newLearner(30, 17, new Extent(31, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("in use: got [0-9]+ inputs and 2 .*, wants 0 to [0-9]+ and 0 to 17");
    assertThatThrownBy(() -> kind.newLearner(30, 17, new Extent(0, 18)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Learner growing(MixedLearner kind, int inputs) {
    return kind.newLearner(CAPACITY, MixedStream.CLASSES, new Extent(inputs, 0));
  }

  private static Example example(Random random, int size, int label) {
    return example(random, CAPACITY, size, label);
  }

  private static Example example(Random random, int capacity, int size, int label) {
    FeatureVector features = new FeatureVector(capacity, 2);
    features.resize(size);
    for (int i = 0; i < size; i++) {
      features.set(i, 5 + i * random.nextGaussian());
    }
    features.addRow(random.nextInt(100), 1f);
    features.setEmbedding(0, random.nextInt(10));
    return new Example(features, new Label.Category(label));
  }
}
