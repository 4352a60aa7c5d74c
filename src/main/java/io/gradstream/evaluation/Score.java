package io.gradstream.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Every score that is published, defined once: reports, outputs, meters and the live page are made
 * of this list. {@link ClassificationScores} and {@link RegressionScores} say how each is computed
 * and where it comes from.
 *
 * <p>To add one, add a constant, the component that it reads, and a field of its name in {@code
 * evaluation.avsc}.
 */
@SuppressWarnings("ImmutableEnumChecker") // Texts, and method references without state.
public enum Score {
  ACCURACY(
      classes("accuracy", ClassificationScores::accuracy),
      "Accuracy",
      meter("accuracy", "1", "Share of right predictions")),
  KAPPA(
      classes("kappa", ClassificationScores::kappa),
      "Kappa",
      meter("kappa", "1", "Cohen's kappa: accuracy above chance, 1 is perfect")),
  KAPPA_TEMPORAL(
      classes("kappa_temporal", ClassificationScores::kappaTemporal),
      "Kappa-temporal",
      meter("kappa_temporal", "1", "Accuracy above repeating the last label, 1 is perfect")),
  LOG_LOSS(classes("loss", ClassificationScores::loss), "Log loss", null),
  BRIER(
      classes("brier", ClassificationScores::brier),
      "Brier score",
      meter(
          "brier_score",
          "1",
          "Half the squared distance of the probabilities from the label, 0 is perfect")),
  AUC(
      classes("auc", ClassificationScores::auc),
      "AUC",
      meter("auc", "1", "Area under the ROC curve, 1 is perfect, 0.5 is guessing")),
  F1(
      classes("f1", ClassificationScores::f1),
      "F1",
      meter("f1", "1", "Mean F1 of the classes, 1 is perfect")),
  CALIBRATION_ERROR(
      classes("calibration_error", ClassificationScores::calibrationError),
      "Calibration error",
      meter(
          "calibration_error", "1", "Expected distance of confidence and accuracy, 0 is perfect")),
  MAJORITY_ACCURACY(
      classes("majority_accuracy", ClassificationScores::majorityAccuracy),
      "… of the most frequent",
      meter("baseline_majority_accuracy", "1", "Accuracy of always predicting the majority class")),
  LAST_LABEL_ACCURACY(
      classes("last_label_accuracy", ClassificationScores::lastLabelAccuracy),
      "… of the last label",
      meter("baseline_last_label_accuracy", "1", "Accuracy of repeating the last label")),
  MAE(
      values("mae", RegressionScores::mae),
      "Mean absolute error",
      meter("mean_absolute_error", "the label's", "Mean absolute error")),
  RMSE(
      values("rmse", RegressionScores::rmse),
      "Root mean squared error",
      meter("root_mean_squared_error", "the label's", "Root mean squared error")),
  R2(
      values("r2", RegressionScores::r2),
      "R²",
      meter("r_squared", "1", "Share of the label's variance that is explained")),
  QUANTILE_LOSS(
      values("quantile_loss", RegressionScores::quantileLoss),
      "Quantile loss",
      meter("quantile_loss", "the label's", "Quantile loss at the configured level")),
  LOSS(values("loss", RegressionScores::loss), "Loss", null),
  MEAN_MAE(
      values("mean_mae", RegressionScores::meanMae),
      "… of the mean",
      meter(
          "baseline_mean_absolute_error",
          "the label's",
          "Mean absolute error of predicting the mean label")),
  LAST_VALUE_MAE(
      values("last_value_mae", RegressionScores::lastValueMae),
      "… of the last value",
      meter(
          "baseline_last_value_absolute_error",
          "the label's",
          "Mean absolute error of repeating the last label"));

  private final Definition<? extends Scores> definition;
  private final String title;
  private final @Nullable Meter meter;

  Score(Definition<? extends Scores> definition, String title, @Nullable Meter meter) {
    this.definition = definition;
    this.title = title;
    this.meter = meter;
  }

  /** What it is of, and how it is taken from that. */
  private record Definition<S extends Scores>(
      String name, Class<S> kind, ToDoubleFunction<S> value) {
    double of(Scores scores) {
      return kind.isInstance(scores) ? value.applyAsDouble(kind.cast(scores)) : Double.NaN;
    }
  }

  /**
   * How it is metered.
   *
   * @param name after the product's, as {@code gradstream_accuracy}
   * @param help one clause
   */
  public record Meter(String name, String unit, String help) {}

  private static Definition<ClassificationScores> classes(
      String name, ToDoubleFunction<ClassificationScores> value) {
    return new Definition<>(name, ClassificationScores.class, value);
  }

  private static Definition<RegressionScores> values(
      String name, ToDoubleFunction<RegressionScores> value) {
    return new Definition<>(name, RegressionScores.class, value);
  }

  private static Meter meter(String name, String unit, String help) {
    return new Meter("gradstream_" + name, unit, help);
  }

  /** The scores that are defined for the same kind of label as these, in the order of reports. */
  public static List<Score> of(Scores scores) {
    return ofLabels(scores instanceof RegressionScores);
  }

  /** The scores of predicted values or of predicted classes, in the order of reports. */
  public static List<Score> ofLabels(boolean areValues) {
    Class<?> kind = areValues ? RegressionScores.class : ClassificationScores.class;
    return Arrays.stream(values()).filter(score -> score.definition.kind == kind).toList();
  }

  /** Its value, NaN where it is not defined. */
  public double in(Scores scores) {
    return definition.of(scores);
  }

  /** Its name in outputs and on the page, in snake case; the losses of both kinds have one name. */
  public String field() {
    return definition.name;
  }

  /** Its name in reports, in snake case. */
  public String reportName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is the score of a baseline, beside which the first one of its kind is read. */
  public boolean isBaseline() {
    return switch (this) {
      case MAJORITY_ACCURACY, LAST_LABEL_ACCURACY, MEAN_MAE, LAST_VALUE_MAE -> true;
      default -> false;
    };
  }

  /** Its name for people; that of a baseline continues the name of the score it belongs to. */
  public String title() {
    return title;
  }

  /** Whether it is a share of the examples, which people read as a percentage. */
  public boolean isShare() {
    return this == ACCURACY || this == MAJORITY_ACCURACY || this == LAST_LABEL_ACCURACY;
  }

  /** How it is metered; null for the losses, which share one meter. */
  public @Nullable Meter meter() {
    return meter;
  }
}
