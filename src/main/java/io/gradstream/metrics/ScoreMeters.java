package io.gradstream.metrics;

import io.gradstream.evaluation.Score;
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
    for (Score score : Score.values()) {
      Score.Meter meter = score.meter();
      if (meter != null) {
        gauge(meter.name(), meter.help(), meter.unit(), score::in);
      }
    }
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
