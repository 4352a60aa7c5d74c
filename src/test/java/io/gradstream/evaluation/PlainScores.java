package io.gradstream.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Every score computed from the whole list of examples, as its definition is written. */
final class PlainScores {
  private PlainScores() {}

  /**
   * An example with its predicted class, or its predicted value.
   *
   * @param scores of the classes that were known; empty of values
   */
  record Scored(double predicted, double label, double loss, List<Float> scores) {
    static Scored value(double predicted, double label, double loss) {
      return new Scored(predicted, label, loss, List.of());
    }

    /** Predicts the class of the highest score, the first of equals. */
    static Scored of(List<Float> scores, int label, double loss) {
      int best = scores.isEmpty() ? -1 : 0;
      for (int k = 1; k < scores.size(); k++) {
        best = scores.get(k) > scores.get(best) ? k : best;
      }
      return new Scored(best, label, loss, scores);
    }

    double score(int k) {
      return k < scores.size() ? scores.get(k) : 0;
    }
  }

  /** Compares every number of two snapshots or scores; NaN is close to NaN. */
  static void assertClose(Object actual, Object expected, double tolerance) {
    assertThat(actual)
        .usingRecursiveComparison()
        .withEqualsForType(
            (a, b) -> Double.compare(a, b) == 0 || Math.abs(a - b) <= tolerance, Double.class)
        .isEqualTo(expected);
  }

  static EvaluationSnapshot ofClasses(
      List<Scored> examples, int classes, EvaluationSettings settings) {
    return snapshot(examples, settings, (scored, weights) -> ofClasses(scored, classes, weights));
  }

  static EvaluationSnapshot ofValues(List<Scored> examples, EvaluationSettings settings) {
    double quantile = settings.quantile();
    return snapshot(examples, settings, (scored, weights) -> ofValues(scored, quantile, weights));
  }

  private interface Scoring {
    Scores scores(List<Scored> examples, IntToDoubleFunction weights);
  }

  private static EvaluationSnapshot snapshot(
      List<Scored> examples, EvaluationSettings settings, Scoring scoring) {
    int last = examples.size() - 1;
    Scores windowed = scoring.scores(examples, i -> i > last - settings.window() ? 1 : 0);
    if (windowed instanceof ClassificationScores scores) {
      int from = Math.max(0, examples.size() - settings.window());
      windowed = PlainClassScores.withAuc(scores, examples.subList(from, examples.size()));
    }
    return new EvaluationSnapshot(
        examples.size(),
        scoring.scores(examples, i -> 1),
        scoring.scores(examples, i -> Math.pow(settings.fading(), last - i)),
        windowed,
        0,
        0);
  }

  private static Scores ofClasses(List<Scored> examples, int classes, IntToDoubleFunction weights) {
    List<Integer> majority = new ArrayList<>();
    int[] seen = new int[classes];
    for (Scored example : examples) {
      majority.add(
          IntStream.range(0, classes).reduce(0, (best, k) -> seen[k] > seen[best] ? k : best));
      seen[(int) example.label()]++;
    }
    Mean mean = new Mean(examples, weights);
    double accuracy = mean.of(i -> hit(examples, i, examples.get(i).predicted()));
    double lastLabel = mean.of(i -> hit(examples, i, labelBefore(examples, i)));
    double chance = 0;
    for (int k = 0; k < classes; k++) {
      int wanted = k;
      chance +=
          mean.of(i -> examples.get(i).predicted() == wanted ? 1 : 0)
              * mean.of(i -> hit(examples, i, wanted));
    }
    return new ClassificationScores(
        mean.weight(),
        mean.of(i -> examples.get(i).loss()),
        accuracy,
        ratio(accuracy - chance, 1 - chance),
        ratio(accuracy - lastLabel, 1 - lastLabel),
        mean.of(i -> PlainClassScores.brier(examples.get(i), classes)),
        Double.NaN,
        PlainClassScores.macroF1(examples, mean),
        PlainClassScores.calibrationError(examples, mean),
        mean.of(i -> hit(examples, i, majority.get(i))),
        lastLabel,
        PlainClassScores.byClass(examples, mean),
        PlainClassScores.reliability(examples, mean));
  }

  private static Scores ofValues(
      List<Scored> examples, double quantile, IntToDoubleFunction weights) {
    double[] meanBefore = new double[examples.size()];
    double sum = 0;
    for (int i = 0; i < examples.size(); i++) {
      meanBefore[i] = i == 0 ? 0 : sum / i;
      sum += examples.get(i).label();
    }
    Mean mean = new Mean(examples, weights);
    double center = mean.of(i -> examples.get(i).label());
    IntToDoubleFunction error = i -> examples.get(i).label() - examples.get(i).predicted();
    IntToDoubleFunction meanError = i -> examples.get(i).label() - meanBefore[i];
    IntToDoubleFunction lastError = i -> examples.get(i).label() - labelBefore(examples, i);
    return new RegressionScores(
        mean.weight(),
        mean.of(i -> examples.get(i).loss()),
        mean.absolute(error),
        Math.sqrt(mean.square(error)),
        1 - ratio(mean.square(error), mean.square(i -> examples.get(i).label() - center)),
        mean.of(
            i ->
                Math.max(
                    quantile * error.applyAsDouble(i), (quantile - 1) * error.applyAsDouble(i))),
        mean.absolute(meanError),
        Math.sqrt(mean.square(meanError)),
        mean.absolute(lastError),
        Math.sqrt(mean.square(lastError)));
  }

  static double ratio(double numerator, double denominator) {
    return Math.abs(denominator) < 1e-14 ? Double.NaN : numerator / denominator;
  }

  private static double labelBefore(List<Scored> examples, int i) {
    return i == 0 ? 0 : examples.get(i - 1).label();
  }

  private static int hit(List<Scored> examples, int i, double predicted) {
    return predicted == examples.get(i).label() ? 1 : 0;
  }

  /** Weighted means over examples. */
  record Mean(List<Scored> examples, IntToDoubleFunction weights) {
    double weight() {
      return IntStream.range(0, examples.size()).mapToDouble(weights).sum();
    }

    double of(IntToDoubleFunction value) {
      return IntStream.range(0, examples.size())
              .mapToDouble(i -> weights.applyAsDouble(i) * value.applyAsDouble(i))
              .sum()
          / weight();
    }

    double absolute(IntToDoubleFunction value) {
      return of(i -> Math.abs(value.applyAsDouble(i)));
    }

    double square(IntToDoubleFunction value) {
      return of(i -> value.applyAsDouble(i) * value.applyAsDouble(i));
    }
  }
}
