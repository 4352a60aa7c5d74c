package io.gradstream.prequential;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.config.ConfigurationReader;
import io.gradstream.dataset.Column;
import io.gradstream.dataset.ColumnKind;
import io.gradstream.dataset.Columns;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.LabelKind;
import io.gradstream.dataset.Row;
import io.gradstream.dataset.RowReader;
import io.gradstream.dataset.Task;
import io.gradstream.dataset.csv.CsvDataset;
import io.gradstream.evaluation.ClassificationScores;
import io.gradstream.evaluation.RegressionScores;
import io.gradstream.evaluation.Scores;
import io.gradstream.learning.Prediction;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the default makes of the numbers of daily life, beside the same stream without them. */
@Execution(ExecutionMode.CONCURRENT)
class DirtyNumbersTest {
  private static final int ROWS = 3_000;

  /** Spoils a row. */
  private interface Dirt {
    void spoil(long n, double[] x, double[] y, Random random);
  }

  private enum Kind {
    AN_ERROR_IN_A_FEATURE(true),
    A_SENTINEL(true),
    A_FEATURE_FAR_FROM_ZERO(true),
    ANOTHER_UNIT(true),
    A_HEAVY_TAIL(true),
    RARE_ERRORS(true),
    AN_ERROR_IN_THE_LABEL(false),
    A_LABEL_FAR_FROM_ZERO(false),
    LABELS_IN_ANOTHER_UNIT(false),
    LABELS_THAT_GROW(false);

    private final boolean classes;

    Kind(boolean classes) {
      this.classes = classes;
    }

    Dirt dirt(Random setting) {
      double sign = setting.nextBoolean() ? 1 : -1;
      long row = setting.nextInt(100);
      double size = sign * StrictMath.pow(10, setting.nextInt(3, 18));
      double unit = StrictMath.pow(10, setting.nextInt(-30, 31));
      double share = setting.nextDouble(0.01, 0.12);
      double sentinel = sign * List.of(99.0, 999.0, 9_999.0, 1e6).get(setting.nextInt(4));
      double power = setting.nextDouble(1.5, 6);
      double slope = sign * StrictMath.pow(10, setting.nextInt(-1, 4));
      double offset = sign * Math.abs(size) % 1e10;
      return switch (this) {
        case AN_ERROR_IN_A_FEATURE -> (n, x, y, r) -> x[0] = n == row ? size : x[0];
        case A_SENTINEL -> (n, x, y, r) -> x[0] = r.nextDouble() < share ? sentinel : x[0];
        case A_FEATURE_FAR_FROM_ZERO -> (n, x, y, r) -> x[0] += offset;
        case ANOTHER_UNIT -> (n, x, y, r) -> x[0] *= unit;
        case A_HEAVY_TAIL -> (n, x, y, r) -> x[0] = StrictMath.sinh(power * x[0]);
        case RARE_ERRORS ->
            (n, x, y, r) -> x[0] = r.nextInt(100) == 0 ? 1e4 * r.nextGaussian() : x[0];
        case AN_ERROR_IN_THE_LABEL -> (n, x, y, r) -> y[0] = n == row ? size : y[0];
        case A_LABEL_FAR_FROM_ZERO -> (n, x, y, r) -> y[0] += offset;
        case LABELS_IN_ANOTHER_UNIT -> (n, x, y, r) -> y[0] *= unit;
        case LABELS_THAT_GROW -> (n, x, y, r) -> y[0] += slope * n;
      };
    }

    /** The share of rows, at most, whose first feature is lost. */
    double lost() {
      return this == A_SENTINEL ? 0.12 : this == RARE_ERRORS ? 0.01 : 0;
    }
  }

  record Variation(Kind kind, int seed) {}

  static Stream<Variation> variations() {
    return Stream.of(Kind.values())
        .flatMap(kind -> IntStream.range(0, 6).mapToObj(seed -> new Variation(kind, seed)));
  }

  /** Two normal features, of which the first tells the class, or the value, but for some noise. */
  private static Dataset stream(boolean classes, int seed, Dirt dirt) {
    LabelKind kind = classes ? new LabelKind.Classes(List.of("no", "yes")) : new LabelKind.Real();
    Columns columns =
        new Columns(
            List.of(new Column("a", ColumnKind.NUMBER), new Column("b", ColumnKind.NUMBER)),
            "y",
            kind);
    return new Dataset() {
      @Override
      public Columns columns() {
        return columns;
      }

      @Override
      public RowReader open() {
        Random random = new Random(seed);
        Random spoiling = new Random(~seed);
        return new RowReader() {
          private long n;

          @Override
          public Row next() {
            double[] x = {random.nextGaussian(), random.nextGaussian()};
            double value = 3 * x[0] + x[1] + 0.5 * random.nextGaussian();
            double[] y = {classes ? (x[0] + 0.3 * x[1] > 0 ? 1 : 0) : value};
            dirt.spoil(n++, x, y, spoiling);
            return new Row(x, y[0]);
          }

          @Override
          public void close() {}
        };
      }

      @Override
      public OptionalLong size() {
        return OptionalLong.empty();
      }
    };
  }

  /** Of the last thousand rows the share of wrong classes, or the mean absolute error. */
  private static double error(Dataset dataset, int rows) {
    PrequentialRun run = new PrequentialRun(new ConfigurationReader().defaults(), dataset);
    boolean classes = dataset.columns().kind() instanceof LabelKind.Classes;
    double sum = 0;
    try (RowReader reader = dataset.open()) {
      for (int n = 0; n < rows; n++) {
        Row row = Objects.requireNonNull(reader.next());
        Prediction prediction = Objects.requireNonNull(run.test(row));
        assertThat(prediction.refusal()).isNull();
        if (n >= rows - 1_000) {
          sum +=
              classes
                  ? prediction.predictedClass() == row.label() ? 0 : 1
                  : Math.abs(prediction.value() - row.label());
        }
      }
    }
    return sum / 1_000;
  }

  @ParameterizedTest
  @MethodSource("variations")
  void hardlyMatter(Variation variation) {
    Kind kind = variation.kind;
    Dirt dirt = kind.dirt(new Random(variation.seed));
    double unit = 1;
    if (kind == Kind.LABELS_IN_ANOTHER_UNIT) {
      double[] one = {1};
      dirt.spoil(0, new double[2], one, new Random(0));
      unit = one[0];
    }
    double control = error(stream(kind.classes, variation.seed, (n, x, y, r) -> {}), ROWS);

    double error = error(stream(kind.classes, variation.seed, dirt), ROWS) / unit;

    assertThat(error)
        .as("%s beside %s", error, control)
        .isLessThan(kind.classes ? control + 0.025 + kind.lost() / 2 : 1.2 * control);
  }

  /** The files are small streams of one column, with and without what has fooled the default. */
  @ParameterizedTest
  @CsvSource({
    "l01_control.csv, label, 1000, 0.05",
    "l01_first_huge.csv, label, 2000, 0.05",
    "l02_control.csv, label, 5000, 0.05",
    "l02_offset_feature.csv, label, 5000, 0.05",
    "l03_control.csv, y, 5000, 2",
    "l03_offset_target.csv, y, 5000, 2"
  })
  void ofTheCasesAreNoneEither(String file, String label, int rows, double most) {
    Path path = Path.of("src/test/resources/cases").resolve(file);
    Task task = label.equals("y") ? Task.REGRESSION : Task.CLASSIFICATION;

    assertThat(error(CsvDataset.open(path, label, task), rows)).isLessThanOrEqualTo(most);
  }

  private static RegressionScores scores(Dataset dataset) {
    return scores(dataset, 10_000);
  }

  private static Scores whole(Dataset dataset, int rows) {
    PrequentialRun run = new PrequentialRun(new ConfigurationReader().defaults(), dataset);
    new PrequentialPass(dataset, List.of(run)).run(rows, done -> {});
    return run.evaluation().snapshot().whole();
  }

  private static RegressionScores scores(Dataset dataset, int rows) {
    return (RegressionScores) whole(dataset, rows);
  }

  /** Not after 64 of them: a jump costs a row or two, and then it is learned that labels jump. */
  @Test
  void labelsThatJumpAreFollowed() {
    Dirt levels = (n, x, y, r) -> y[0] += 1e4 * new Random(n / 500).nextGaussian();
    RegressionScores scores = scores(stream(false, 1, levels));

    assertThat(scores.mae()).isLessThan(1.5 * scores.lastValueMae());
  }

  /** The squared loss wants a little of the mean all the time; the absolute error does not. */
  @ParameterizedTest
  @ValueSource(ints = {20, 50, 200})
  void labelsThatHardlyEverMoveAreRepeated(int rows) {
    Dirt steps =
        (n, x, y, r) -> y[0] = new Random(n / rows).ints(3).mapToDouble(i -> i / 1e9).sum();
    RegressionScores scores = scores(stream(false, 1, steps));

    assertThat(scores.mae()).isLessThan(1.1 * scores.lastValueMae());
    assertThat(scores.rmse()).isLessThan(1.02 * scores.lastValueRmse());
  }

  /** Their deviations from a line once vanished, so that they passed as growing. */
  @Test
  void labelsThatAreRarelyAnythingButZeroAreLearned() {
    Dirt rare = (n, x, y, r) -> y[0] = x[0] < 2.054 ? 0 : 10 + 5 * (x[0] - 2);

    assertThat(scores(stream(false, 1, rare), 20_000).r2()).isGreaterThan(0.6);
  }

  @Test
  void oneErrorAmongLabelsThatAreMostlyZeroIsForgotten() {
    Dirt most = (n, x, y, r) -> y[0] = x[0] < 1.476 ? 0 : 10 * x[0];
    Dirt error = (n, x, y, r) -> y[0] = n == 1_000 ? 1e5 : x[0] < 1.476 ? 0 : 10 * x[0];

    assertThat(error(stream(false, 1, error), ROWS))
        .isLessThan(1.2 * error(stream(false, 1, most), ROWS));
  }

  /** What a feature tells of a label far off is learned; it is no error. */
  @ParameterizedTest
  @ValueSource(doubles = {0.005, 0.01, 0.02, 0.08, 0.2})
  void rareLabelsThatAFeatureTellsAreLearned(double share) {
    Dirt promotion =
        (n, x, y, r) -> {
          y[0] = x[0] + 0.5 * r.nextGaussian();
          x[1] = r.nextDouble() < share ? 1 : 0;
          y[0] += 1_000 * x[1];
        };

    assertThat(error(stream(false, 1, promotion), 12_000)).isLessThan(0.44); // Noise leaves .4.
  }

  /** Amounts of a heavy tail, whose size counts and not their rank. */
  @Test
  void labelsThatAreAmountsFollowAmounts() {
    Dirt amounts =
        (n, x, y, r) -> {
          x[0] = StrictMath.exp(4 + x[0]);
          x[1] = x[1] > 0 ? 1 : 0;
          y[0] = 1.19 * x[0] + 4.9 * x[1] + 0.5 * r.nextGaussian();
        };

    assertThat(error(stream(false, 1, amounts), 10_000)).isLessThan(1);
  }

  /** Wrong labels for a while, near each other or not: they leave nothing behind. */
  @ParameterizedTest
  @CsvSource({"20, 0", "30, 0", "100, 0", "100, 1", "40, 1e5"})
  void aBurstOfWrongLabelsIsForgotten(int rows, double noise) {
    Dirt burst =
        (n, x, y, r) ->
            y[0] = n >= 1_500 && n < 1_500 + rows ? 1e6 + noise * r.nextGaussian() : y[0];
    double control = error(stream(false, 1, (n, x, y, r) -> {}), ROWS);

    assertThat(error(stream(false, 1, burst), ROWS)).isLessThan(1.1 * control);
  }

  /** Nothing tells when a run of a class ends: its last label is all there is to know. */
  @Test
  void classesThatComeInRunsAreRepeated() {
    Dirt runs = (n, x, y, r) -> y[0] = n / 200 % 2;
    ClassificationScores scores = (ClassificationScores) whole(stream(true, 1, runs), 10_000);

    assertThat(scores.accuracy()).isGreaterThan(scores.lastLabelAccuracy() - 0.001);
    assertThat(scores.loss()).isLessThan(0.04); // A switch in 200 rows, known beforehand: .031.
  }

  /** As from a sensor that is stuck at its greatest value for a while. */
  @Test
  void labelsThatAreStuckForAWhileAreFollowedThereAndBack() {
    Dirt stuck = (n, x, y, r) -> y[0] = n % 3_000 >= 2_900 ? 1e6 : y[0];
    RegressionScores scores = scores(stream(false, 1, stuck));

    assertThat(scores.mae()).isLessThan(1.5 * scores.lastValueMae());
  }

  /** A counter that is reset: what is off an exact line is far off, however near it is. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 1})
  void labelsThatGrowAndAreResetAreFollowed(double noise) {
    Dirt counter = (n, x, y, r) -> y[0] = 100 + 10 * (n % 1_000) + noise * r.nextGaussian();
    RegressionScores scores = scores(stream(false, 1, counter));

    assertThat(scores.mae()).isLessThan(0.8 * scores.lastValueMae());
  }

  /** Nine labels of ten are 0, and nothing tells the others: the mean has the least error. */
  @Test
  void labelsThatNothingTellsArePredictedByTheirMean() {
    Dirt rare = (n, x, y, r) -> y[0] = r.nextInt(10) == 0 ? 1_000 + 100 * r.nextGaussian() : 0;
    RegressionScores scores = scores(stream(false, 1, rare));

    assertThat(scores.mae()).isLessThan(1.01 * scores.meanMae());
  }

  @Test
  void aPredictedValueKeepsTheDigitsOfADouble() {
    double control = error(stream(false, 1, (n, x, y, r) -> {}), ROWS);

    assertThat(error(stream(false, 1, (n, x, y, r) -> y[0] += 1e12), ROWS))
        .isLessThan(1.05 * control);
  }
}
