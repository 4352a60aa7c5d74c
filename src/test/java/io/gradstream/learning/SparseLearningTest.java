package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.gradstream.kernel.Kernels;
import io.gradstream.network.FloatArray;
import io.gradstream.network.Initializer;
import io.gradstream.network.LearnedArray;
import io.gradstream.network.Loss;
import io.gradstream.network.Network;
import io.gradstream.network.NetworkSpec;
import io.gradstream.optimizer.SgdSettings;
import io.gradstream.support.MixedLearner;
import io.gradstream.support.MixedStream;
import io.gradstream.support.StoredState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of the hashed table, embeddings and importance weights. */
class SparseLearningTest {
  private static final int UNITS = 48; // Of 33, padded.
  private static final int WIDTH = 16; // Of 8, padded.

  @ParameterizedTest
  @EnumSource
  void learnsFromFeaturesOfEveryKind(MixedLearner kind) {
    Learner learner = kind.newLearner(Kernels.best(), 1);
    Supplier<Example> stream = MixedStream.of(2);
    double loss = 0;
    for (int n = 0; n < 50_000; n++) {
      Prediction prediction = learner.learn(stream.get());
      assertThat(prediction.refusal()).isNull();
      loss += n < 45_000 ? 0 : prediction.loss() / 5_000;
    }

    assertThat(loss).isLessThan(Math.log(3) / 3);
  }

  @ParameterizedTest
  @EnumSource
  void scalarAndVectorKernelsLearnTheSameToTheBit(MixedLearner kind) {
    assumeFalse(Kernels.best().describe().equals("scalar"), "no vector kernels here");
    Learner scalar = kind.newLearner(Kernels.scalar(), 1);
    Learner vector = kind.newLearner(Kernels.best(), 1);
    learn(scalar, MixedStream.of(4), 3_000);
    learn(vector, MixedStream.of(4), 3_000);

    assertThat(state(vector)).isEqualTo(state(scalar));
    assertThat(vector.weightsCrc32c()).isEqualTo(scalar.weightsCrc32c());
  }

  @Test
  void anExampleChangesItsRowsAloneAndMarksOnlyTheirBlocks() {
    Learner learner = MixedLearner.NETWORK.newLearner(Kernels.best(), 1);
    learn(learner, MixedStream.of(3), 10);
    learner.state().forEach(LearnedArray::clearChanged);
    List<float[]> before = tables(learner).stream().map(a -> a.values().clone()).toList();
    FeatureVector features = new FeatureVector(MixedStream.CAPACITY, 2);
    int[] rows = {1, 700, 701, 4095};
    for (int row : rows) {
      features.addRow(row, 0.5f);
    }
    features.setEmbedding(0, 999);
    learner.learn(new Example(features, new Label.Category(1)));

    List<List<Integer>> changed = new ArrayList<>();
    List<List<Integer>> marked = new ArrayList<>();
    for (int t = 0; t < before.size(); t++) {
      FloatArray table = tables(learner).get(t);
      int columns = table.name().endsWith("table") ? UNITS : WIDTH;
      changed.add(changedRows(before.get(t), table.values(), columns));
      marked.add(marks(table));
    }
    List<Integer> touched = Arrays.stream(rows).boxed().toList();
    // Of 256 floats: row 700 is the elements 33,600 to 33,647, row 701 those up to 33,695.
    List<Integer> blocks = List.of(0, 131, 767);
    assertThat(changed).containsExactly(touched, List.of(999), touched, List.of(999));
    assertThat(marked).containsExactly(blocks, List.of(62), blocks, List.of(62));
  }

  /** The hashed table, the first embedding and the velocities of both. */
  private static List<FloatArray> tables(Learner learner) {
    return learner.state().stream()
        .filter(array -> array.name().endsWith("/table") || array.name().endsWith("/embedding-0"))
        .map(FloatArray.class::cast)
        .toList();
  }

  private static List<Integer> changedRows(float[] before, float[] after, int columns) {
    return IntStream.range(0, before.length)
        .filter(i -> before[i] != after[i])
        .map(i -> i / columns)
        .distinct()
        .boxed()
        .toList();
  }

  private static List<Integer> marks(LearnedArray array) {
    return IntStream.range(0, array.blocks())
        .filter(block -> array.nextChangedBlock(block) == block)
        .boxed()
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void theOrderOfRowsMakesNoDifferenceToAnyBit(MixedLearner kind) {
    Random random = new Random(8);
    Learner ordered = kind.newLearner(Kernels.best(), 1);
    Learner shuffled = kind.newLearner(Kernels.best(), 1);
    for (int n = 0; n < 200; n++) {
      List<Integer> rows = new ArrayList<>();
      for (int k = random.nextInt(100); k > 0; k--) {
        rows.add(random.nextInt(50)); // Many repeats, of different values.
      }
      Label label = new Label.Category(random.nextInt(3));
      ordered.learn(new Example(withRows(rows), label));
      Collections.shuffle(rows, random);
      shuffled.learn(new Example(withRows(rows), label));
    }

    assertThat(state(shuffled)).isEqualTo(state(ordered));
  }

  /** The n-th occurrence of a row has a value that is a function of both. */
  private static FeatureVector withRows(List<Integer> rows) {
    FeatureVector features = new FeatureVector(MixedStream.CAPACITY, 2);
    int[] seen = new int[50];
    for (int row : rows) {
      features.addRow(row, (float) new Random(1000L * row + seen[row]++).nextGaussian());
    }
    return features;
  }

  @ParameterizedTest
  @EnumSource
  void aFreshLearnerIsAFunctionOfSpecAndSeedWithNothingMarked(MixedLearner kind) {
    Learner one = kind.newLearner(Kernels.best(), 1);
    Learner same = kind.newLearner(Kernels.scalar(), 1);
    Learner other = kind.newLearner(Kernels.best(), 2);

    assertThat(state(same)).isEqualTo(state(one));
    assertThat(state(other)).isNotEqualTo(state(one));
    assertThat(other.state()).allMatch(array -> array.nextChangedBlock(0) == -1);
  }

  @Test
  void eachRowOfTheTableIsDrawnForItselfAndNoUnitBeyondTheLast() {
    List<float[]> drawn = new ArrayList<>();
    for (int seed = 1; seed <= 2; seed++) {
      Learner learner = MixedLearner.NETWORK.newLearner(Kernels.best(), seed);
      drawn.add(tables(learner).getFirst().values());
    }
    float[] table = drawn.getFirst();

    assertThat(changedRows(table, drawn.getLast(), UNITS)).hasSize(MixedStream.TABLE_ROWS);
    assertThat(table[0]).isNotZero().isNotEqualTo(table[UNITS]);
    assertThat(Arrays.copyOfRange(table, 33, UNITS)).containsOnly(0f);
  }

  @ParameterizedTest
  @EnumSource
  void theChecksumCoversEveryArrayOfWeightsAndNoOther(MixedLearner kind) {
    Learner learner = kind.newLearner(Kernels.best(), 1);
    for (LearnedArray array : learner.state()) {
      int before = learner.weightsCrc32c();
      if (array instanceof FloatArray floats) {
        floats.values()[0] += 1;
      }

      assertThat(learner.weightsCrc32c() != before)
          .as(array.name())
          .isEqualTo(array.name().contains("network/"));
    }
  }

  @Test
  void theWeightScalesTheStepAndNotTheLoss() {
    Example once = new Example(FeatureVector.of(3), new Label.Real(1));
    Example twice = new Example(FeatureVector.of(3), new Label.Real(1), 2f);
    NetworkLearner one = line();
    NetworkLearner two = line();

    assertThat(two.learn(twice).loss()).isEqualTo(one.learn(once).loss()).isPositive();
    float bias = weights(one)[0] - weights(line())[0];
    assertThat(weights(two)[0] - weights(line())[0]).isEqualTo(2 * bias).isNotZero();
  }

  @ParameterizedTest
  @EnumSource
  void anExampleOfWeightZeroIsScoredAndCountedAndChangesNoWeight(MixedLearner kind) {
    Learner learner = kind.newLearner(Kernels.best(), 1);
    learn(learner, MixedStream.of(6), 20);
    Example next = MixedStream.of(7).get();
    float[] scores = learner.predict(next.features()).scores().clone();
    StoredState before = state(learner);
    Prediction prediction = learner.learn(new Example(next.features(), next.label(), 0f));

    assertThat(prediction.scores()).isEqualTo(scores);
    assertThat(prediction.loss()).isPositive();
    assertThat(learner.examples()).isEqualTo(21);
    assertThat(learner.state())
        .filteredOn(array -> !state(List.of(array)).blocks().equals(only(before, array.name())))
        .extracting(LearnedArray::name)
        .allMatch(name -> name.matches("(ranks|standardizer)/.*|lines|learner/counts"))
        .contains("standardizer/count", "standardizer/mean", "ranks/edges", "learner/counts");
  }

  private static Object only(StoredState state, String name) {
    return Map.of(name, state.blocks().getOrDefault(name, List.of()));
  }

  @ParameterizedTest
  @ValueSource(floats = {-1f, -Float.MIN_VALUE, Float.NaN, Float.POSITIVE_INFINITY})
  void refusesWeightsThatAreNone(float weight) {
    FeatureVector features = FeatureVector.of(1);

    assertThatThrownBy(() -> new Example(features, null, weight))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weight: got " + weight);
  }

  @ParameterizedTest
  @EnumSource
  void refusesRowsAndEmbeddingsItDoesNotHave(MixedLearner kind) {
    assertRefused(kind, features -> features.addRow(MixedStream.TABLE_ROWS, 1), "row: got 4096");
    assertRefused(kind, features -> features.addRow(-1, 1), "row: got -1");
    assertRefused(
        kind, features -> features.setEmbedding(1, 7), "embedding 1: got 7, wants one of 7");
    assertRefused(kind, features -> features.setEmbedding(0, -2), "embedding 0: got -2");
    assertThatThrownBy(() -> line().predict(new FeatureVector(1, 1)))
        .hasMessage("embeddings: got 1, wants 0");
  }

  private static void assertRefused(
      MixedLearner kind, Consumer<FeatureVector> change, String message) {
    Learner learner = kind.newLearner(Kernels.best(), 1);
    FeatureVector features = new FeatureVector(MixedStream.CAPACITY, 2);

    assertThatThrownBy(
            () -> {
              change.accept(features);
              learner.predict(features);
            })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @EnumSource
  void refusesAnExampleWhoseRowIsNotFinite(MixedLearner kind) {
    Learner learner = kind.newLearner(Kernels.best(), 1);
    FeatureVector features = new FeatureVector(MixedStream.CAPACITY, 2);
    features.addRow(3, Float.MAX_VALUE);
    features.addRow(3, Float.MAX_VALUE);

    assertThat(learner.predict(features).refusal()).isEqualTo(Refusal.NON_FINITE_INPUT);
  }

  private static NetworkLearner line() {
    NetworkSpec spec =
        new NetworkSpec(
            1, List.of(), 1, new Loss.SquaredError(), Initializer.ZERO, Initializer.ZERO);
    Network network = new Network(spec, Kernels.best());
    NetworkLearner learner =
        new NetworkLearner(network, SgdSettings.plain(0.1).newOptimizer(network), 1);
    for (int label : new int[] {2, 5, 9}) { // The first label is the mean, and teaches nothing.
      learner.learn(new Example(FeatureVector.of(label), new Label.Real(label)));
    }
    return learner;
  }

  private static float[] weights(Learner learner) {
    return ((FloatArray) learner.state().getFirst()).values();
  }

  private static void learn(Learner learner, Supplier<Example> stream, int examples) {
    for (int n = 0; n < examples; n++) {
      assertThat(learner.learn(stream.get()).refusal()).isNull();
    }
  }

  private static StoredState state(Learner learner) {
    return state(learner.state());
  }

  private static StoredState state(List<LearnedArray> arrays) {
    return StoredState.of(arrays);
  }
}
