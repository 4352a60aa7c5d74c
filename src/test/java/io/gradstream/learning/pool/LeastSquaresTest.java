package io.gradstream.learning.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.kernel.Kernels;
import io.gradstream.network.DoubleArray;
import io.gradstream.network.LearnedArray;
import io.gradstream.scale.FeatureScale;
import io.gradstream.scale.LabelScale;
import io.gradstream.support.StoredState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeastSquaresTest {
  private static final int FEATURES = 3;

  /** A line with the scales it rests on. */
  private static final class World {
    private final FeatureScale features =
        new FeatureScale(FEATURES, 0, Kernels.best(), Double.POSITIVE_INFINITY, true);
    private final LabelScale labels = new LabelScale();
    private final LeastSquares line = new LeastSquares(features, labels, FEATURES);

    double predict(double... x) {
      double[] padded = Arrays.copyOf(x, Kernels.padded(x.length));
      Arrays.fill(padded, x.length, padded.length, Double.NaN);
      features.transform(padded, x.length);
      return line.predict();
    }

    void learn(double label, double... x) {
      labels.transform(label, labels.standardized(predict(x)));
      line.include(labels.label(), labels.near(), 1);
      boolean isElsewhere = labels.include();
      isElsewhere |= features.include();
      if (isElsewhere) {
        line.clear();
      }
    }

    List<LearnedArray> state() {
      List<LearnedArray> state = new ArrayList<>(features.state());
      state.addAll(labels.state());
      state.addAll(line.state());
      return state;
    }
  }

  private final World world = new World();

  private static double[] normal(Random random) {
    return random.doubles(FEATURES, -1, 1).map(u -> u + random.nextGaussian()).toArray();
  }

  private void learn(int rows, Random random, ToDoubleFunction<double[]> label) {
    for (int n = 0; n < rows; n++) {
      double[] x = normal(random);
      world.learn(label.applyAsDouble(x), x);
    }
  }

  /** Learns a row, and from {@code first} on predicts it before. */
  private void learnExactly(int n, int first, double tolerance, double label, double... x) {
    if (n >= first) {
      assertThat(world.predict(x)).as("row %d", n).isCloseTo(label, within(tolerance));
    }
    world.learn(label, x);
  }

  /** However large a feature is beside its changes, and however large the label. */
  @ParameterizedTest
  @CsvSource({
    "0, 1, 0",
    "25e6, 1, 0",
    "1.7e12, 1e4, 0",
    "0, 1e-20, 1e9",
    "-1e9, 1, 1e9",
    "0, 1e30, 0"
  })
  void isExact(double offset, double unit, double level) {
    Random random = new Random(1);
    for (int n = 0; n < 500; n++) {
      double[] x = normal(random);
      double label = level + 3 * x[0] - 2 * x[1] + x[2];
      double[] changed = {offset + unit * x[0], x[1], x[2]};
      learnExactly(n, 200, 1e-5, label, changed);
    }
  }

  /** Columns that are alike, or the sum of others, do not make it singular. */
  @Test
  void isExactWhereColumnsSayTheSame() {
    Random random = new Random(2);
    for (int n = 0; n < 3_000; n++) {
      double[] x = normal(random);
      x[2] = n < 1_000 ? x[0] : n < 2_000 ? x[0] + x[1] : 0;
      double label = 5 + x[0] - x[1];
      learnExactly(n, 200, 1e-6, label, x);
    }
  }

  /** An example may tell of a column for the first time while others are not known yet. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void isExactWhereColumnsAreMostlyZero(long seed) {
    Random random = new Random(seed);
    for (int n = 0; n < 500; n++) {
      double[] x = normal(random);
      for (int f = 0; f < FEATURES; f++) {
        x[f] = random.nextInt(4) == 0 ? x[f] : 0;
      }
      double label = 5 + 3 * x[0] - 2 * x[1] + x[2];
      learnExactly(n, 100, 1e-9, label, x);
    }
  }

  /** Labels that were foreseen to be far off are no errors: twice as far with each of them. */
  @Test
  void aFewExamplesTellWhatAFlagCounts() {
    Random random = new Random(3);
    for (int n = 0; n < 500; n++) {
      double[] x = normal(random);
      x[2] = 0;
      world.learn(x[0] + 0.1 * random.nextGaussian(), x);
    }
    for (int n = 0; n < 12; n++) {
      world.learn(1_000, 0, 0, 1);
      world.learn(0, 0, 0, 0);
    }

    assertThat(world.predict(1, 0, 1)).isCloseTo(1_001, within(0.5));
    assertThat(world.predict(1, 0, 0)).isCloseTo(1, within(0.1));
  }

  /** Amounts of a heavy tail: what is beyond the limits counts as much as what is within. */
  @Test
  void sizeCountsWhereItTells() {
    Random random = new Random(4);
    double sum = 0;
    for (int n = 0; n < 3_000; n++) {
      double[] x = normal(random);
      x[0] = StrictMath.exp(4 + 1.2 * random.nextGaussian());
      double label = 1.19 * x[0] + 0.5 * random.nextGaussian();
      sum += n < 2_000 ? 0 : Math.abs(world.predict(x) - label);
      world.learn(label, x);
    }

    assertThat(sum / 1_000).isLessThan(0.5);
  }

  /** Of a feature with errors what is within its limits is still known. */
  @ParameterizedTest
  @ValueSource(doubles = {1e2, 1e4, 1e9})
  void errorsInAFeatureLeaveTheRestAsItWas(double size) {
    Random random = new Random(5);
    double usual = 0;
    double withErrors = 0;
    int errors = 0;
    for (int n = 0; n < 6_000; n++) {
      double[] x = normal(random);
      double label = 3 * x[0] + x[1] + 0.1 * random.nextGaussian();
      boolean isError = random.nextInt(50) == 0;
      x[0] = isError ? size * random.nextGaussian() : x[0];
      double error = Math.abs(world.predict(x) - label);
      usual += n < 3_000 || isError ? 0 : error;
      withErrors += n < 3_000 || !isError ? 0 : error;
      errors += n < 3_000 || !isError ? 0 : 1;
      world.learn(label, x);
    }

    assertThat(usual / (3_000 - errors)).isLessThan(0.15);
    assertThat(withErrors / errors).isLessThan(4);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e3, 1e9, 1e300})
  void anErrorInALabelMovesItLittle(double error) {
    Random random = new Random(6);
    ToDoubleFunction<double[]> label = x -> 3 * x[0] + random.nextGaussian();
    learn(1_000, random, label);
    double before = world.predict(1, 1, 1);
    world.learn(error, normal(random));

    assertThat(world.predict(1, 1, 1)).isCloseTo(before, within(0.3));
  }

  @Test
  void missingValuesCountWhatTheyTell() {
    Random random = new Random(7);
    for (int n = 0; n < 2_000; n++) {
      double[] x = normal(random);
      boolean isMissing = random.nextInt(5) == 0;
      double label = isMissing ? 70 : x[0];
      x[0] = isMissing ? Double.NaN : x[0];
      learnExactly(n, 200, 1e-6, label, x);
    }
  }

  /** An oscillation is a line through the two labels before. */
  @Test
  void followsLabelsThatSwing() {
    for (int n = 0; n < 2_000; n++) {
      learnExactly(n, 500, 1e-6, 10 + StrictMath.sin(0.3 * n), 0, 0, 0);
    }
  }

  /** No numbers make it say anything that is none. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void staysFinite(long seed) {
    Random random = new Random(seed);
    List<Double> values =
        List.of(
            0.0, -0.0, 1.0, -1.0, 1e-310, Double.MIN_VALUE, 1e-200, 3e38, -3e38, 1e-30, 7.0, 1e9);
    for (int n = 0; n < 3_000; n++) {
      double[] x = normal(random);
      for (int f = 0; f < FEATURES; f++) {
        int kind = random.nextInt(10);
        x[f] = kind < 5 ? values.get(random.nextInt(values.size())) : kind == 5 ? Double.NaN : x[f];
      }
      double label = random.nextInt(3) == 0 ? values.get(random.nextInt(values.size())) : n % 7;

      assertThat(world.predict(x)).as("row %d", n).isFinite();
      world.learn(label, x);
      for (LearnedArray array : world.line.state()) {
        double[] numbers = ((DoubleArray) array).values();
        assertThat(Arrays.stream(numbers).allMatch(Double::isFinite)).as("row %d", n).isTrue();
      }
    }
  }

  /** What was exact for long is no reason to ignore another law: half of the way with 2,000. */
  @Test
  void anExactLineFollowsAnotherLaw() {
    Random random = new Random(9);
    learn(3_000, random, x -> 3 * x[0] - x[1]);
    assertThat(world.predict(1, 1, 1)).isCloseTo(2, within(1e-6));
    learn(2_000, random, x -> x[1] - 2 * x[2]);

    assertThat(world.predict(1, 1, 1)).isLessThan(0.8);
  }

  /** Labels that swing go on at another level. */
  @Test
  void followsASwingThatHasMoved() {
    for (int n = 0; n < 3_000; n++) {
      double label = (n < 1_500 ? 10 : 1e6) + StrictMath.sin(0.3 * n);
      learnExactly(n, 1_600, 1e-3, label, 0, 0, 0);
    }
  }

  /** Levels of labels and features that move, a feature that comes later, and others' features. */
  @Test
  void goesOnBitByBitFromWhatIsStored() {
    Random random = new Random(8);
    World restored = new World();
    World stored = new World();
    for (int n = 0; n < 1_500; n++) {
      double[] x = Arrays.copyOf(normal(random), n < 300 ? 2 : FEATURES);
      x[1] += n > 700 ? 1e4 : 0;
      double label = x[0] + (n / 50 % 5 == 4 ? 1e6 : random.nextGaussian());
      world.learn(label, x);
      StoredState.copyChanged(world.state(), stored.state());
      if (n % 10 == 0) {
        restored = new World();
        StoredState.of(stored.state()).restore(restored.state());
      } else {
        restored.learn(label, x);
      }
      assertThat(StoredState.of(restored.state())).isEqualTo(StoredState.of(world.state()));
      assertThat(restored.predict(x)).isEqualTo(world.predict(x));
      world.predict(normal(random));
    }
  }
}
