package io.gradstream.metrics;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Set;

/** Micrometer's meters of the JVM and the process: of all it has, those that a dashboard shows. */
final class RuntimeMeters implements AutoCloseable {
  private static final Set<String> SHOWN =
      Set.of(
          "jvm.gc.memory.allocated",
          "jvm.gc.pause",
          "jvm.memory.committed",
          "jvm.memory.max",
          "jvm.memory.used",
          "jvm.threads.live",
          "process.cpu.usage",
          "process.files.max",
          "process.files.open",
          "process.start.time",
          "process.uptime",
          "system.cpu.usage");

  private final PrometheusMeterRegistry registry;
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

  RuntimeMeters(PrometheusRegistry prometheus) {
    registry =
        new PrometheusMeterRegistry(
            PrometheusConfig.DEFAULT, prometheus, io.micrometer.core.instrument.Clock.SYSTEM);
    registry
        .config()
        .meterFilter(MeterFilter.denyUnless(id -> SHOWN.contains(id.getName())))
        .meterFilter(MeterFilter.ignoreTags("cause"));
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    garbageCollection.bindTo(registry);
  }

  String scrape(String contentType) {
    return registry.scrape(contentType);
  }

  @Override
  public void close() {
    garbageCollection.close();
    registry.close();
  }
}
