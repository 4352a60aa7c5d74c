package io.gradstream.learning.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.kernel.Kernels;
import io.gradstream.learning.Example;
import io.gradstream.learning.FeatureVector;
import io.gradstream.learning.Label;
import io.gradstream.learning.LayerStatistics;
import io.gradstream.learning.MemberShare;
import io.gradstream.learning.Prediction;
import io.gradstream.network.Extent;
import io.gradstream.network.FloatArray;
import io.gradstream.network.LearnedArray;
import io.gradstream.network.Loss;
import io.gradstream.scale.FeatureScale;
import io.gradstream.support.SmallPool;
import io.gradstream.support.StoredState;
import io.gradstream.support.Streams;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a pool does beside what every learner does. */
class LearnerPoolTest {
  private static final int SIGNALS = FeatureScale.SIGNALS;

  private static final int FOLDED_ROWS = 1 << 14;

  private static final Loss SOFTMAX = new Loss.SoftmaxCrossEntropy();

  /** A loss, and how large it is of a pool that has learned {@link Streams}. */
  record Goal(Loss loss, double most) {
    LearnerPool pool() {
      int outputs = loss instanceof Loss.SoftmaxCrossEntropy ? 3 : 1;
      return LearnerPoolTest.pool(Streams.features(), 0, outputs, loss);
    }

    Supplier<Example> stream() {
      Supplier<Example> classes = Streams.classes(1);
      return switch (loss) {
        case Loss.SoftmaxCrossEntropy three -> classes;
        case Loss.BinaryCrossEntropy two -> () -> withTwoClasses(classes.get());
        default -> Streams.values(1);
      };
    }

    private static Example withTwoClasses(Example example) {
      int index = example.label() instanceof Label.Category category ? category.index() : -1;
      return new Example(example.features(), new Label.Category(Math.min(index, 1)));
    }
  }

  static Stream<Goal> goals() {
    return Stream.of(
        new Goal(SOFTMAX, 0.15),
        new Goal(new Loss.BinaryCrossEntropy(), 0.15),
        new Goal(new Loss.SquaredError(), 0.05),
        new Goal(new Loss.Huber(1), 0.05));
  }

  private static LearnerPool pool(int inputs, int tableRows, int outputs, Loss loss) {
    return new LearnerPool(
        SmallPool.spec(inputs, tableRows, List.of(), outputs, loss),
        Kernels.best(),
        1,
        new Extent(inputs, outputs));
  }

  @ParameterizedTest
  @MethodSource("goals")
  void theSharesOfItsMembersAreOfOneWhole(Goal goal) {
    LearnerPool pool = goal.pool();
    for (int examples : new int[] {0, 1, 2_000}) {
      learn(pool, goal.stream(), examples);

      assertThat(pool.memberShares()).extracting(MemberShare::share).allMatch(share -> share >= 0);
      assertThat(pool.memberShares().stream().mapToDouble(MemberShare::share).sum())
          .isEqualTo(1, within(1e-12));
    }
  }

  @Test
  void theLossOfAMemberIsTheMeanOfItsOwnOverEachSixteenthExample() {
    LearnerPool pool = pool(Streams.features(), 0, 3, SOFTMAX);
    Supplier<Example> stream = Streams.classes(1);
    double[] sums = new double[pool.members().size()];
    assertThat(pool.memberShares()).extracting(MemberShare::loss).containsOnly(Double.NaN);
    for (int n = 0; n < 160; n++) {
      Example example = stream.get();
      pool.predict(example.features());
      for (int m = 0; m < sums.length && n % 16 == 0; m++) {
        double[] scores = new double[3];
        pool.scoresOf(m, scores);
        sums[m] -=
            Math.log(scores[((Label.Category) Objects.requireNonNull(example.label())).index()])
                / 10;
      }
      pool.learn(example);
    }

    for (int m = 0; m < sums.length; m++) {
      assertThat(pool.memberShares().get(m).loss()).isEqualTo(sums[m], within(1e-6 * sums[m]));
    }
  }

  @ParameterizedTest
  @MethodSource("goals")
  void theLayersOfAllItsMembersAreMeasured(Goal goal) {
    LearnerPool pool = goal.pool();
    assertThat(pool.layers()).allMatch(layer -> Double.isNaN(layer.gradient()));
    learn(pool, goal.stream(), 100);

    List<LayerStatistics> layers = pool.layers();
    assertThat(layers).extracting(LayerStatistics::layer).containsExactly(1, 1, 1, 2, 1, 2, 3);
    assertThat(layers).allMatch(layer -> layer.gradient() > 0 && Double.isFinite(layer.gradient()));
    for (int m = 0; m < pool.members().size(); m++) {
      String name = pool.members().get(m).toString();
      double squares =
          layers.stream()
              .filter(layer -> layer.member().equals(name))
              .mapToDouble(layer -> layer.weights() * layer.weights())
              .sum();
      double wanted = 0;
      for (float weight : values(pool, m, "network/parameters")) {
        wanted += (double) weight * weight;
      }
      assertThat(squares).as(name).isPositive().isEqualTo(wanted, within(1e-9 * wanted));
    }
  }

  @Test
  void noTwoMembersOfTheDefaultPoolHaveOneName() {
    assertThat(DefaultPool.members()).extracting(MemberSpec::toString).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("goals")
  void aMemberWhoseNumbersAreNotFiniteIsNotFollowedAndBeginsAnew(Goal goal) {
    LearnerPool pool = goal.pool();
    StoredState fresh = StoredState.of(member(pool));
    Supplier<Example> stream = goal.stream();
    learn(pool, stream, 5_000);
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      for (String part : List.of("network/parameters", "gains")) {
        Arrays.fill(values(pool, part), bad);
        member(pool).forEach(LearnedArray::clearChanged);
        learn(pool, stream, 1);

        assertThat(StoredState.of(member(pool))).as("%s %s", part, bad).isEqualTo(fresh);
        assertThat(member(pool)).allMatch(array -> array.nextChangedBlock(0) == 0);
        assertThat(values(pool, "gains")).containsOnly(1f);
      }
    }
    learn(pool, stream, 3_000);

    assertThat(learn(pool, stream, 1_000)).isLessThan(goal.most);
    assertThat(StoredState.of(member(pool))).isNotEqualTo(fresh);
    assertThat(sum(values(pool, "network/parameters"))).isFinite();
    assertThat(sum(values(pool, "gains"))).isFinite();
  }

  /** What the third member has learned, but for when it began. */
  private static List<LearnedArray> member(LearnerPool pool) {
    return pool.state().stream()
        .filter(array -> array.name().startsWith("member-02/"))
        .filter(array -> !array.name().endsWith("began"))
        .toList();
  }

  /** An array of the third member, live. */
  private static float[] values(LearnerPool pool, String name) {
    return values(pool, 2, name);
  }

  private static float[] values(LearnerPool pool, int member, String name) {
    String wanted = "member-%02d/%s".formatted(member, name);
    return pool.state().stream()
        .filter(array -> array.name().equals(wanted))
        .map(array -> ((FloatArray) array).values())
        .findFirst()
        .orElseThrow();
  }

  private static float sum(float[] array) {
    float sum = 0;
    for (float value : array) {
      sum += value;
    }
    return sum;
  }

  /** The mean loss. */
  private static double learn(LearnerPool pool, Supplier<Example> stream, int examples) {
    double sum = 0;
    for (int n = 0; n < examples; n++) {
      Prediction prediction = pool.learn(stream.get());
      assertThat(prediction.refusal()).isNull();
      assertThat(prediction.loss()).isFinite().isNotNegative();
      assertThat(prediction.scores()).doesNotContain(Float.NaN);
      sum += prediction.loss();
    }
    return sum / examples;
  }

  /** No feature says more than the label before does; of four members two see it. */
  @Test
  void followsLabelsThatComeInRuns() {
    LearnerPool pool = pool(2, 0, 4, SOFTMAX);
    Random random = new Random(4);
    AtomicInteger label = new AtomicInteger();
    Supplier<Example> runs =
        () -> {
          FeatureVector noise = FeatureVector.of(random.nextGaussian(), random.nextGaussian());
          if (random.nextInt(20) == 0) {
            label.set(random.nextInt(4));
          }
          return new Example(noise, new Label.Category(label.get()));
        };
    learn(pool, runs, 2_000);

    assertThat(learn(pool, runs, 2_000)).isLessThan(0.3);
  }

  /** Every member but the linear ones has half as many rows; the order of rows is no matter. */
  @Test
  void rowsOfALargeTableAreFoldedIntoFewerBehindHiddenLayers() {
    int rows = 2 * FOLDED_ROWS;
    LearnerPool pool = pool(1, rows, 3, SOFTMAX);
    LearnerPool same = pool(1, rows, 3, SOFTMAX);
    Random random = new Random(5);
    for (int n = 0; n < 100; n++) {
      int low = random.nextInt(FOLDED_ROWS);
      Label label = new Label.Category(low % 3);
      pool.learn(new Example(withRows(low, low + FOLDED_ROWS, 7), label));
      same.learn(new Example(withRows(7, low + FOLDED_ROWS, low), label));
    }

    assertThat(StoredState.of(same.state())).isEqualTo(StoredState.of(pool.state()));
    assertThat(pool.state())
        .filteredOn(array -> array.name().endsWith("network/table"))
        .extracting(array -> array.length() / Kernels.LANES)
        .containsExactly(
            rows + SIGNALS,
            rows + SIGNALS + 3,
            3 * (FOLDED_ROWS + SIGNALS + 3),
            2 * (FOLDED_ROWS + SIGNALS));
  }

  private static FeatureVector withRows(int... rows) {
    FeatureVector features = FeatureVector.of(1);
    for (int row : rows) {
      features.addRow(row, row);
    }
    return features;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 10, 100})
  void itsProbabilitiesSumToOneFromTheFirstExampleOn(int classes) {
    LearnerPool pool = pool(3, 0, classes, SOFTMAX);
    Random random = new Random(classes);
    for (int n = 0; n < 300; n++) {
      FeatureVector features = FeatureVector.of(random.doubles(3).toArray());
      Label label = new Label.Category(random.nextInt(classes));
      float[] scores = pool.learn(new Example(features, label)).scores();

      assertThat((double) sum(scores)).isCloseTo(1, within(1e-5));
    }
  }
}
