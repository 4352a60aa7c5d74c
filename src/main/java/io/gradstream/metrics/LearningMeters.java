package io.gradstream.metrics;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.function.Supplier;

/** The registry of one process and its meters. */
public final class LearningMeters implements AutoCloseable {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final RuntimeMeters runtime;

  /** Meters of what the sources tell. */
  public LearningMeters(Sources sources) {
    Registrar registrar = new Registrar(registry);
    Supplier<Readings> readings = () -> new Readings(List.copyOf(sources.readings().get()));
    sources.work().register(registry, readings);
    new ScoreMeters(registrar, readings).register();
    new ModelMeters(registrar, readings, sources.work()).register(sources.parameters());
    new LayerMeters(registrar, readings, sources.work()).register(sources.rates());
    new StateMeters(registrar, readings, sources.work())
        .register(sources.restoration(), sources.states(), sources.state(), sources.rejects());
    registry.register(new KafkaMeters(sources.kafka()));
    this.runtime = new RuntimeMeters(registry);
  }

  /** All series in the format a scraper accepts. */
  public String scrape(String contentType) {
    return runtime.scrape(contentType);
  }

  PrometheusRegistry registry() {
    return registry;
  }

  @Override
  public void close() {
    runtime.close();
  }
}
