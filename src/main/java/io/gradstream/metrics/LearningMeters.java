package io.gradstream.metrics;

import io.gradstream.evaluation.ClassificationScores;
import io.gradstream.evaluation.RegressionScores;
import io.gradstream.evaluation.Scores;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Collection;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The registry of one process and its meters. A score that is not defined yet has no series. */
public final class LearningMeters implements AutoCloseable {
  private final Supplier<? extends Collection<Reading>> readings;
  private final PrometheusRegistry prometheus = new PrometheusRegistry();
  private final PrometheusMeterRegistry registry;
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

  /**
   * @param readings what the models show, asked at each scrape
   * @param rejects the records rejected so far by reason, asked at each scrape
   */
  public LearningMeters(
      Supplier<? extends Collection<Reading>> readings, Supplier<Map<String, Long>> rejects) {
    this.readings = readings;
    this.registry =
        new PrometheusMeterRegistry(
            PrometheusConfig.DEFAULT, prometheus, io.micrometer.core.instrument.Clock.SYSTEM);
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    garbageCollection.bindTo(registry);
    bindLearning();
    bindClassification();
    bindRegression();
    CounterWithCallback.builder()
        .name("gradstream_rejects")
        .help("Records that went to the reject topic since the process started, by reason.")
        .labelNames("reason")
        .callback(
            callback ->
                rejects
                    .get()
                    .forEach((reason, count) -> callback.call(count.doubleValue(), reason)))
        .register(prometheus);
  }

  private void bindLearning() {
    CounterWithCallback.builder()
        .name("gradstream_examples_learned")
        .help("Examples the partition's model has learned, restarts included: its version.")
        .labelNames("partition")
        .callback(
            callback -> each((reading, label) -> callback.call((double) reading.examples(), label)))
        .register(prometheus);
    CounterWithCallback.builder()
        .name("gradstream_drifts")
        .help("Rises of the loss that the drift detector found, restarts included.")
        .labelNames("partition")
        .callback(
            callback ->
                each(
                    (reading, label) ->
                        callback.call((double) reading.evaluation().drifts(), label)))
        .register(prometheus);
    GaugeWithCallback.builder()
        .name("gradstream_member_share")
        .help("How much a member of the pool is followed; all of them are about 1.")
        .labelNames("partition", "member")
        .callback(
            callback ->
                each(
                    (reading, label) ->
                        reading
                            .followed()
                            .forEach(one -> callback.call(one.share(), label, one.member()))))
        .register(prometheus);
    gauge("gradstream_loss", "Mean loss of the predictions", Scores::loss);
  }

  private void bindClassification() {
    classGauge("gradstream_accuracy", "Share of right predictions", ClassificationScores::accuracy);
    classGauge(
        "gradstream_kappa",
        "Cohen's kappa: accuracy above chance, 1 is perfect",
        ClassificationScores::kappa);
    classGauge(
        "gradstream_kappa_temporal",
        "Accuracy above repeating the last label, 1 is perfect",
        ClassificationScores::kappaTemporal);
    classGauge(
        "gradstream_brier_score",
        "Half the squared distance of the probabilities from the label, 0 is perfect",
        ClassificationScores::brier);
    classGauge(
        "gradstream_auc",
        "Area under the ROC curve, 1 is perfect, 0.5 is guessing",
        ClassificationScores::auc);
    classGauge("gradstream_f1", "Mean F1 of the classes, 1 is perfect", ClassificationScores::f1);
    classGauge(
        "gradstream_calibration_error",
        "Expected distance of confidence and accuracy, 0 is perfect",
        ClassificationScores::calibrationError);
    classGauge(
        "gradstream_baseline_majority_accuracy",
        "Accuracy of always predicting the majority class",
        ClassificationScores::majorityAccuracy);
    classGauge(
        "gradstream_baseline_last_label_accuracy",
        "Accuracy of repeating the last label",
        ClassificationScores::lastLabelAccuracy);
  }

  private void bindRegression() {
    valueGauge(
        "gradstream_mean_absolute_error",
        "Mean absolute error, in units of the label",
        RegressionScores::mae);
    valueGauge(
        "gradstream_root_mean_squared_error",
        "Root mean squared error, in units of the label",
        RegressionScores::rmse);
    valueGauge(
        "gradstream_r_squared",
        "Share of the label's variance that is explained",
        RegressionScores::r2);
    valueGauge(
        "gradstream_quantile_loss",
        "Quantile loss at the configured level, in units of the label",
        RegressionScores::quantileLoss);
    valueGauge(
        "gradstream_baseline_mean_absolute_error",
        "Mean absolute error of predicting the mean label",
        RegressionScores::meanMae);
    valueGauge(
        "gradstream_baseline_last_value_absolute_error",
        "Mean absolute error of repeating the last label",
        RegressionScores::lastValueMae);
  }

  private void classGauge(String name, String help, ToDoubleFunction<ClassificationScores> value) {
    gauge(
        name,
        help,
        scores ->
            scores instanceof ClassificationScores known ? value.applyAsDouble(known) : Double.NaN);
  }

  private void valueGauge(String name, String help, ToDoubleFunction<RegressionScores> value) {
    gauge(
        name,
        help,
        scores ->
            scores instanceof RegressionScores known ? value.applyAsDouble(known) : Double.NaN);
  }

  private void gauge(String name, String help, ToDoubleFunction<Scores> value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help + ", by scope: the whole stream, faded, or the last window.")
        .labelNames("partition", "scope")
        .callback(
            callback ->
                each(
                    (reading, label) -> {
                      call(callback, value, reading.evaluation().whole(), label, "whole");
                      call(callback, value, reading.evaluation().faded(), label, "faded");
                      call(callback, value, reading.evaluation().windowed(), label, "windowed");
                    }))
        .register(prometheus);
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

  private void each(BiConsumer<Reading, String> consumer) {
    readings
        .get()
        .forEach(reading -> consumer.accept(reading, Integer.toString(reading.partition())));
  }

  /** All series in the format a scraper accepts. */
  public String scrape(String contentType) {
    return registry.scrape(contentType);
  }

  @Override
  public void close() {
    garbageCollection.close();
    registry.close();
  }
}
