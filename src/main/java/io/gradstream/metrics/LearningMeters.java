package io.gradstream.metrics;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** The registry of one process and its meters. */
public final class LearningMeters implements AutoCloseable {
  /** The content type of Prometheus' text format. */
  public static final String TEXT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Supplier<? extends Collection<Reading>> models;
  private final RuntimeMeters runtime;

  /** Bound while meters are collected, so that all of a scrape show the same moment. */
  private final ScopedValue<Readings> now = ScopedValue.newInstance();

  /** Meters of what the sources tell. */
  public LearningMeters(Sources sources) {
    this.models = sources.readings();
    Registrar registrar = new Registrar(registry);
    Supplier<Readings> readings = now::get;
    sources.work().register(registry, readings);
    new ScoreMeters(registrar, readings).register();
    new ModelMeters(registrar, readings, sources.work()).register(sources.parameters());
    new LayerMeters(registrar, readings, sources.work()).register();
    new StateMeters(registrar, readings, sources.work())
        .register(sources.restoration(), sources.states(), sources.state(), sources.rejects());
    registry.register(new KafkaMeters(sources.kafka()));
    this.runtime = new RuntimeMeters(registry);
  }

  /** All series in the format a scraper accepts. */
  public String scrape(String contentType) {
    return looking(() -> runtime.scrape(contentType));
  }

  /** All series as they are. */
  MetricSnapshots snapshots() {
    return looking(registry::scrape);
  }

  /** Looks at the models once. */
  private <T> T looking(Supplier<T> collected) {
    return ScopedValue.where(now, new Readings(List.copyOf(models.get()))).call(collected::get);
  }

  @Override
  public void close() {
    runtime.close();
  }
}
