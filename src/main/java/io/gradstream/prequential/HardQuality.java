package io.gradstream.prequential;

import io.gradstream.config.ConfigurationReader;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.LabelKind;
import io.gradstream.dataset.Row;
import io.gradstream.dataset.RowReader;
import io.gradstream.learning.Prediction;
import io.gradstream.prequential.StreamQuality.RunScore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well the default configuration does on a stream with dirty numbers beside a plain reference
 * and what labels alone predict.
 *
 * @param ofClasses whether labels are classes
 * @param scores of the pool, the reference, the constant baseline and the one that repeats the last
 *     label: mean log losses, or mean absolute errors, of all but the first {@value #FIRST_ROWS}
 *     rows
 */
public record HardQuality(boolean ofClasses, List<RunScore> scores) {
  /** What no probability is below: a certainty that fails costs no more. */
  private static final double LEAST = 1e-6;

  /** Rows that are not scored: of the first labels nobody can know how large they are. */
  public static final int FIRST_ROWS = 10;

  /** Copies the list. */
  public HardQuality {
    scores = List.copyOf(scores);
  }

  /** Passes over the first rows of a data set of two classes or of values. */
  public static HardQuality of(Dataset dataset, long rows) {
    boolean classes = dataset.columns().kind() instanceof LabelKind.Classes;
    int features = dataset.columns().features().size();
    PlainReference reference =
        classes ? PlainReference.logisticOfRanks(features) : PlainReference.leastSquares(features);
    PrequentialRun run = new PrequentialRun(new ConfigurationReader().defaults(), dataset);
    double[] sums = new double[4];
    double mean = classes ? 0.5 : 0;
    double last = mean;
    try (RowReader reader = dataset.open()) {
      for (long n = 0; n < rows; n++) {
        Row row = reader.next();
        if (row == null) {
          throw new IllegalStateException("a hard stream has no end");
        }
        double label = row.label();
        // Who repeats classes is as sure of them as Laplace's rule is after one of two.
        double[] predicted = {
          predicted(classes, run.test(row)),
          reference.testThenTrain(row),
          mean,
          classes ? (1 + last) / 3 : last
        };
        for (int k = 0; k < sums.length && n >= FIRST_ROWS; k++) {
          sums[k] += loss(classes, predicted[k], label);
        }
        mean = classes ? (mean * (n + 2) + label) / (n + 3) : mean + (label - mean) / (n + 1);
        last = label;
      }
    }
    List<RunScore> scores = new ArrayList<>();
    List<String> names =
        List.of(
            "pool",
            reference.name(),
            classes ? "class frequencies" : "mean",
            classes ? "last label" : "last value");
    for (int k = 0; k < sums.length; k++) {
      scores.add(new RunScore(names.get(k), sums[k] / (rows - FIRST_ROWS), Double.NaN));
    }
    return new HardQuality(classes, scores);
  }

  private static double predicted(boolean classes, @Nullable Prediction of) {
    if (of == null) {
      throw new IllegalStateException("a row of a hard stream was refused");
    }
    return classes ? of.scores()[1] : of.value();
  }

  private static double loss(boolean classes, double predicted, double label) {
    if (!classes) {
      return Math.abs(predicted - label);
    }
    return -StrictMath.log(Math.max(LEAST, label == 1 ? predicted : 1 - predicted));
  }
}
