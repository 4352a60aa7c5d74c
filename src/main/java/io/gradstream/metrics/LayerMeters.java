package io.gradstream.metrics;

import io.gradstream.learning.LayerStatistics;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * What the models look like inside: how they step, and how long their vectors are. Of each layer of
 * each member, so of as many partitions as have at most {@value #LAYERS} layers together.
 */
record LayerMeters(Registrar registrar, Supplier<Readings> readings, WorkMeters work) {
  /** Enough for the default pool once, or for a network of eight layers on four partitions. */
  static final int LAYERS = 32;

  void register() {
    registrar.gauge(
        "gradstream_learning_rate",
        "Learning rate, as of the last 5 seconds, by member of the pool; a single network's member"
            + " is \"network\". None of an optimizer that has no rate. Of the first partitions"
            + " alone if there are many layers.",
        "1",
        callback ->
            shown()
                .forEach(
                    reading ->
                        layers(reading).stream()
                            .filter(layer -> layer.layer() == 1)
                            .forEach(
                                layer ->
                                    callIfKnown(
                                        callback, layer.rate(), reading.label(), layer.member()))),
        "partition",
        "member");
    layerGauge(
        "gradstream_weight_norm",
        "Euclidean norm of the weights and biases of a layer, each 5 seconds.",
        LayerStatistics::weights);
    layerGauge(
        "gradstream_gradient_norm",
        "Mean Euclidean norm of the gradients of a layer: of about ten of one step in 32.",
        LayerStatistics::gradient);
  }

  private void layerGauge(String name, String help, ToDoubleFunction<LayerStatistics> value) {
    registrar.gauge(
        name,
        help + " Members and partitions are those of the learning rate.",
        "1",
        callback ->
            shown()
                .forEach(
                    reading ->
                        layers(reading)
                            .forEach(
                                layer ->
                                    callIfKnown(
                                        callback,
                                        value.applyAsDouble(layer),
                                        reading.label(),
                                        layer.member(),
                                        Integer.toString(layer.layer())))),
        "partition",
        "member",
        "layer");
  }

  /** The first partitions, as far as their layers go; the first one however many it has. */
  private List<Reading> shown() {
    List<Reading> shown = new ArrayList<>();
    int left = LAYERS;
    for (Reading reading : readings.get().detailed()) {
      left -= layers(reading).size();
      if (left < 0) {
        break;
      }
      shown.add(reading);
    }
    return shown;
  }

  private List<LayerStatistics> layers(Reading reading) {
    List<LayerStatistics> layers = work.of(reading.partition()).layers();
    return layers.subList(0, Math.min(layers.size(), LAYERS));
  }

  private static void callIfKnown(
      GaugeWithCallback.Callback callback, double value, String... labels) {
    if (!Double.isNaN(value)) {
      callback.call(value, labels);
    }
  }
}
