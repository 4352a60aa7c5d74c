package io.gradstream.metrics;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.MetricWithFixedMetadata;
import io.prometheus.metrics.core.metrics.SummaryWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Registers meters; none goes without a description that ends with its unit. */
record Registrar(PrometheusRegistry registry) {
  /** A gauge whose values are asked for at each scrape. */
  void gauge(
      String name,
      String help,
      String unit,
      Consumer<GaugeWithCallback.Callback> values,
      String... labels) {
    named(GaugeWithCallback.builder(), name, help, unit)
        .labelNames(labels)
        .callback(values)
        .register(registry);
  }

  /** A counter whose values are asked for at each scrape; its name is without {@code _total}. */
  void counter(
      String name,
      String help,
      String unit,
      Consumer<CounterWithCallback.Callback> values,
      String... labels) {
    named(CounterWithCallback.builder(), name, help, unit)
        .labelNames(labels)
        .callback(values)
        .register(registry);
  }

  /** A count and a sum that are asked for at each scrape. */
  void summary(
      String name,
      String help,
      String unit,
      Consumer<SummaryWithCallback.Callback> values,
      String... labels) {
    named(SummaryWithCallback.builder(), name, help, unit)
        .labelNames(labels)
        .callback(values)
        .register(registry);
  }

  /**
   * A histogram that is in no registry. Micrometer's would round what is below 1 up to 1 before it
   * picks a bucket. Without exemplars: they need a library that traces.
   */
  static Histogram newHistogram(String name, String help, String unit, double... bounds) {
    return named(Histogram.builder(), name, help, unit)
        .classicOnly()
        .classicUpperBounds(bounds)
        .withoutExemplars()
        .build();
  }

  private static <B extends MetricWithFixedMetadata.Builder<B, ?>> B named(
      B meter, String name, String help, String unit) {
    return meter.name(name).help(described(help, unit)).unit(unit(unit));
  }

  static String described(String help, String unit) {
    return help + " Unit: " + unit + ".";
  }

  /** The units that Prometheus has names for; a meter's name ends with it. */
  static @Nullable Unit unit(String unit) {
    return switch (unit) {
      case "seconds" -> Unit.SECONDS;
      case "bytes" -> Unit.BYTES;
      default -> null;
    };
  }
}
