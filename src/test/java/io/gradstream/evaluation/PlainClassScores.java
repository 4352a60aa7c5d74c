package io.gradstream.evaluation;

import io.gradstream.evaluation.PlainScores.Mean;
import io.gradstream.evaluation.PlainScores.Scored;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The scores of probabilities and of single classes, as their definitions are written. */
final class PlainClassScores {
  private static final int BINS = 10;

  private PlainClassScores() {}

  static double brier(Scored example, int classes) {
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      sum += Math.pow(example.score(k) - (example.label() == k ? 1 : 0), 2);
    }
    return sum / 2;
  }

  private static int known(List<Scored> examples) {
    return examples.stream()
        .mapToInt(example -> Math.max(example.scores().size(), (int) example.label() + 1))
        .max()
        .orElse(0);
  }

  static List<ClassScore> byClass(List<Scored> examples, Mean mean) {
    return IntStream.range(0, known(examples))
        .mapToObj(
            k -> {
              double labels = mean.of(i -> examples.get(i).label() == k ? 1 : 0);
              double predictions = mean.of(i -> examples.get(i).predicted() == k ? 1 : 0);
              double both =
                  mean.of(
                      i ->
                          examples.get(i).label() == k && examples.get(i).predicted() == k ? 1 : 0);
              double f1 = both > 0 ? 2 / (predictions / both + labels / both) : 0;
              return new ClassScore( // Less than a billionth has faded away.
                  labels < 1e-9 ? Double.NaN : both / labels,
                  labels + predictions < 1e-9 ? Double.NaN : f1);
            })
        .toList();
  }

  static double macroF1(List<Scored> examples, Mean mean) {
    return byClass(examples, mean).stream()
        .mapToDouble(ClassScore::f1)
        .filter(f1 -> !Double.isNaN(f1))
        .average()
        .orElse(Double.NaN);
  }

  static List<CalibrationBin> reliability(List<Scored> examples, Mean mean) {
    List<CalibrationBin> bins = new ArrayList<>();
    for (int m = 1; m <= BINS; m++) {
      double low = m == 1 ? -1 : (m - 1.0) / BINS;
      double high = m / (double) BINS;
      double share = mean.of(i -> isWithin(examples.get(i), low, high) ? 1 : 0);
      bins.add(
          new CalibrationBin(
              share * mean.weight(),
              mean.of(i -> isWithin(examples.get(i), low, high) ? confidence(examples.get(i)) : 0)
                  / share,
              mean.of(
                      i -> {
                        Scored example = examples.get(i);
                        boolean hit = example.predicted() == example.label();
                        return hit && isWithin(example, low, high) ? 1 : 0;
                      })
                  / share));
    }
    return bins;
  }

  private static boolean isWithin(Scored example, double low, double high) {
    return confidence(example) > low && confidence(example) <= high;
  }

  private static double confidence(Scored example) {
    return example.scores().stream().mapToDouble(score -> score).max().orElse(0);
  }

  static double calibrationError(List<Scored> examples, Mean mean) {
    return reliability(examples, mean).stream()
        .filter(bin -> bin.examples() > 0)
        .mapToDouble(
            bin -> bin.examples() / mean.weight() * Math.abs(bin.accuracy() - bin.confidence()))
        .sum();
  }

  /** The same with the AUC of these examples, by comparing every pair of them. */
  static ClassificationScores withAuc(ClassificationScores scores, List<Scored> examples) {
    int known = scores.byClass().size();
    double auc =
        IntStream.range(known <= 2 ? 1 : 0, known)
            .mapToDouble(k -> auc(examples, k))
            .filter(one -> !Double.isNaN(one))
            .average()
            .orElse(Double.NaN);
    return new ClassificationScores(
        scores.examples(),
        scores.loss(),
        scores.accuracy(),
        scores.kappa(),
        scores.kappaTemporal(),
        scores.brier(),
        auc,
        scores.f1(),
        scores.calibrationError(),
        scores.majorityAccuracy(),
        scores.lastLabelAccuracy(),
        scores.byClass(),
        scores.reliability());
  }

  private static double auc(List<Scored> examples, int k) {
    double[] positives = scores(examples, k, true);
    double[] negatives = scores(examples, k, false);
    double inOrder = 0;
    for (double positive : positives) {
      for (double negative : negatives) {
        inOrder += positive > negative ? 1 : positive == negative ? 0.5 : 0;
      }
    }
    return inOrder / (positives.length * (double) negatives.length);
  }

  private static double[] scores(List<Scored> examples, int k, boolean ofClass) {
    return examples.stream()
        .filter(example -> (example.label() == k) == ofClass)
        .mapToDouble(example -> example.score(k))
        .toArray();
  }
}
