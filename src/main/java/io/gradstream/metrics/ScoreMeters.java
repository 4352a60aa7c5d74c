package io.gradstream.metrics;

import io.gradstream.evaluation.ClassificationScores;
import io.gradstream.evaluation.RegressionScores;
import io.gradstream.evaluation.Scores;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** How well the models do, beside baselines. A score that is not defined has no series. */
record ScoreMeters(Registrar registrar, Supplier<Readings> readings) {
  void register() {
    gauge(
        "gradstream_loss",
        "Mean loss of the predictions",
        "nats, or of a real label squared standard deviations",
        Scores::loss);
    bindClassification();
    bindRegression();
  }

  private void bindClassification() {
    classGauge(
        "gradstream_accuracy", "Share of right predictions", "1", ClassificationScores::accuracy);
    classGauge(
        "gradstream_kappa",
        "Cohen's kappa: accuracy above chance, 1 is perfect",
        "1",
        ClassificationScores::kappa);
    classGauge(
        "gradstream_kappa_temporal",
        "Accuracy above repeating the last label, 1 is perfect",
        "1",
        ClassificationScores::kappaTemporal);
    classGauge(
        "gradstream_brier_score",
        "Half the squared distance of the probabilities from the label, 0 is perfect",
        "1",
        ClassificationScores::brier);
    classGauge(
        "gradstream_auc",
        "Area under the ROC curve, 1 is perfect, 0.5 is guessing",
        "1",
        ClassificationScores::auc);
    classGauge(
        "gradstream_f1", "Mean F1 of the classes, 1 is perfect", "1", ClassificationScores::f1);
    classGauge(
        "gradstream_calibration_error",
        "Expected distance of confidence and accuracy, 0 is perfect",
        "1",
        ClassificationScores::calibrationError);
    classGauge(
        "gradstream_baseline_majority_accuracy",
        "Accuracy of always predicting the majority class",
        "1",
        ClassificationScores::majorityAccuracy);
    classGauge(
        "gradstream_baseline_last_label_accuracy",
        "Accuracy of repeating the last label",
        "1",
        ClassificationScores::lastLabelAccuracy);
  }

  private void bindRegression() {
    valueGauge(
        "gradstream_mean_absolute_error",
        "Mean absolute error",
        "the label's",
        RegressionScores::mae);
    valueGauge(
        "gradstream_root_mean_squared_error",
        "Root mean squared error",
        "the label's",
        RegressionScores::rmse);
    valueGauge(
        "gradstream_r_squared",
        "Share of the label's variance that is explained",
        "1",
        RegressionScores::r2);
    valueGauge(
        "gradstream_quantile_loss",
        "Quantile loss at the configured level",
        "the label's",
        RegressionScores::quantileLoss);
    valueGauge(
        "gradstream_baseline_mean_absolute_error",
        "Mean absolute error of predicting the mean label",
        "the label's",
        RegressionScores::meanMae);
    valueGauge(
        "gradstream_baseline_last_value_absolute_error",
        "Mean absolute error of repeating the last label",
        "the label's",
        RegressionScores::lastValueMae);
  }

  private void classGauge(
      String name, String help, String unit, ToDoubleFunction<ClassificationScores> value) {
    gauge(
        name,
        help,
        unit,
        scores ->
            scores instanceof ClassificationScores known ? value.applyAsDouble(known) : Double.NaN);
  }

  private void valueGauge(
      String name, String help, String unit, ToDoubleFunction<RegressionScores> value) {
    gauge(
        name,
        help,
        unit,
        scores ->
            scores instanceof RegressionScores known ? value.applyAsDouble(known) : Double.NaN);
  }

  private void gauge(String name, String help, String unit, ToDoubleFunction<Scores> value) {
    registrar.gauge(
        name,
        help + ", by scope: the whole stream, faded, or the last window.",
        unit,
        callback -> {
          Readings now = readings.get();
          now.each(
              (reading, label) ->
                  call(callback, value, reading.evaluation().faded(), label, "faded"));
          now.eachInDetail(
              reading -> {
                String label = reading.label();
                call(callback, value, reading.evaluation().whole(), label, "whole");
                call(callback, value, reading.evaluation().windowed(), label, "windowed");
              });
        },
        "partition",
        "scope");
  }

  private static void call(
      GaugeWithCallback.Callback callback,
      ToDoubleFunction<Scores> value,
      Scores scores,
      String partition,
      String scope) {
    double score = value.applyAsDouble(scores);
    if (!Double.isNaN(score)) {
      callback.call(score, partition, scope);
    }
  }
}
