package io.gradstream.prequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gradstream.config.ConfigurationReader;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.Row;
import io.gradstream.dataset.RowReader;
import io.gradstream.dataset.Task;
import io.gradstream.dataset.csv.CsvDataset;
import io.gradstream.dataset.generator.Generators;
import io.gradstream.dataset.transform.Transforms;
import io.gradstream.evaluation.ClassificationScores;
import io.gradstream.evaluation.RegressionScores;
import io.gradstream.evaluation.Scores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the configuration of an empty file makes of streams. */
@Execution(ExecutionMode.CONCURRENT)
class DefaultPoolTest {
  private static final int ROWS = 8_000;

  /** On more intricate streams noise and duplicates cost more: see decision 11. */
  @ParameterizedTest
  @CsvSource({
    "3, hyperplane, scaled=x1:1e6 constant=10 duplicate=10 useless=10 permuted=3 relabelled=1",
    "3, sea, scaled=x1:1e6 constant=10 duplicate=10 useless=10 permuted=3 relabelled=1",
    "3, random-tree, scaled=x1:1e6 constant=10 duplicate=10 useless=10 permuted=3 relabelled=1",
    "3, waveform, scaled=x1:1e6 constant=10 duplicate=10 useless=10 permuted=3 relabelled=1",
    "3, friedman, scaled=x1:1e6 constant=10 permuted=3",
    "6, friedman, useless=10",
    "3, rbf, scaled=x1:1e6 constant=10 permuted=3 relabelled=1",
    "3, agrawal, constant=10 useless=10",
    "3, steps, scaled=x1:1e6 constant=10 permuted=3"
  })
  void whatSaysNothingNewHardlyChangesTheLoss(double percent, String stream, String transforms) {
    Dataset bare = Generators.named(stream, 1);
    double loss = loss(scores(bare, ROWS));
    for (String transform : transforms.split(" ", -1)) {
      assertThat(loss(scores(Transforms.over(bare, List.of(transform), 1), ROWS)))
          .as("%s, %s", stream, transform)
          .isCloseTo(loss, withinPercentage(percent));
    }
  }

  /** Sources and licences are beside the files, where they are present. */
  @ParameterizedTest
  @CsvSource({
    "elec.csv, 0.932, 0.176",
    "weather.csv, 0.800, 0.421",
    "mnist10k.csv.gz, 0.918, 0.263"
  })
  void isAsGoodAsItWasOnRealStreams(String name, double accuracy, double loss) {
    Path file = Path.of("../shared/data").resolve(name);
    assumeTrue(Files.exists(file), file + " is not present: nothing to learn from");
    Scores scores = scores(CsvDataset.open(file, "label", Task.AUTO), Long.MAX_VALUE);

    assertThat(((ClassificationScores) scores).accuracy()).isGreaterThanOrEqualTo(accuracy);
    assertThat(loss(scores)).isLessThanOrEqualTo(loss);
  }

  @ParameterizedTest
  @ValueSource(strings = {"friedman", "mackey-glass", "steps"})
  void beatsTheMeanFromTheFirstHundredExamplesOn(String stream) {
    for (String transforms : List.of("take=100", "take=100 missing=0.2", "take=100 noise=0.1")) {
      Dataset dataset =
          Transforms.over(Generators.named(stream, 1), List.of(transforms.split(" ", -1)), 1);
      RegressionScores scores = (RegressionScores) scores(dataset, Long.MAX_VALUE);

      assertThat(scores.mae()).as(transforms).isLessThan(scores.meanMae());
      assertThat(scores.r2()).as(transforms).isPositive();
    }
  }

  /** Beside a run that never saw those rows, the last thousand of 16,000 must be alike again. */
  @ParameterizedTest
  @ValueSource(strings = {"hyperplane", "sea", "rbf", "agrawal", "friedman"})
  void getsOverFiveThousandExamplesOfGarbage(String stream) {
    Dataset garbage =
        Transforms.over(Generators.named(stream, 1), List.of("garbage=8000-13000"), 1);

    double undisturbed = windowedLoss(garbage, row -> row < 8_000 || row >= 13_000);

    assertThat(windowedLoss(garbage, row -> true)).isLessThan(1.1 * undisturbed);
  }

  @Test
  void ranksWhatHappensOnceInTwoThousandFiveHundredTimes() {
    Dataset dataset = Transforms.over(Generators.named("sea", 1), List.of("imbalance=2500"), 1);
    PrequentialRun run = run(dataset);
    List<Double> rare = new ArrayList<>();
    List<Double> frequent = new ArrayList<>();
    try (RowReader rows = dataset.open()) {
      for (int n = 0; n < 150_000; n++) {
        Row row = Objects.requireNonNull(rows.next());
        double score = Objects.requireNonNull(run.test(row)).scores()[1];
        if (n >= 50_000) {
          (row.label() == 1 ? rare : frequent).add(score);
        }
      }
    }

    assertThat(rare).hasSizeBetween(20, 80);
    assertThat(areaUnderTheCurve(rare, frequent)).isGreaterThan(0.7);
  }

  /** How often one of the first is above one of the second. */
  private static double areaUnderTheCurve(List<Double> above, List<Double> below) {
    double wins = 0;
    for (double high : above) {
      for (double low : below) {
        wins += high > low ? 1 : high == low ? 0.5 : 0;
      }
    }
    return wins / above.size() / below.size();
  }

  private static PrequentialRun run(Dataset dataset) {
    return new PrequentialRun(new ConfigurationReader().defaults(), dataset);
  }

  private static double windowedLoss(Dataset dataset, IntPredicate isLearned) {
    PrequentialRun run = run(dataset);
    try (RowReader rows = dataset.open()) {
      for (int n = 0; n < 16_000; n++) {
        Row row = Objects.requireNonNull(rows.next());
        if (isLearned.test(n)) {
          run.test(row);
        }
      }
    }
    return loss(run.evaluation().snapshot().windowed());
  }

  private static Scores scores(Dataset dataset, long rows) {
    PrequentialRun run = run(dataset);
    new PrequentialPass(dataset, List.of(run)).run(rows, done -> {});
    return run.evaluation().snapshot().whole();
  }

  private static double loss(Scores scores) {
    return switch (scores) {
      case ClassificationScores classes -> classes.loss();
      case RegressionScores values -> values.loss();
    };
  }
}
