package io.gradstream.metrics;

import io.gradstream.topology.PartitionObservers;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Meters that are written while records are worked on, of all partitions of a process. */
public final class WorkMeters implements PartitionObservers {
  private static final double[] LOSSES = {
    0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10
  };
  private static final double[] SHORT = {1e-6, 3e-6, 1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 1e-2, 0.1, 1};
  private static final double[] LONG = {
    0.01, 0.03, 0.1, 0.2, 0.3, 0.5, 1, 3, 10, 30, 60, 300, 3600
  };

  private final LongSupplier nanos;
  private final InstantSource clock;
  private final Map<Integer, PartitionMeters> partitions = new ConcurrentHashMap<>();
  private final Histogram decode =
      Registrar.newHistogram(
          "gradstream_decode_seconds",
          "Time from a record's bytes to an example, of one record in 64.",
          "seconds",
          SHORT);
  private final Histogram step =
      Registrar.newHistogram(
          "gradstream_step_seconds",
          "Time to predict an example and learn from it, of one record in 64.",
          "seconds",
          SHORT);
  private final Histogram latency =
      Registrar.newHistogram(
          "gradstream_record_latency_seconds",
          "Time from a record's timestamp to what comes of it being sent, of one record in 64; it"
              + " can be read once it is committed.",
          "seconds",
          LONG);

  /**
   * Meters that have seen nothing.
   *
   * @param nanos for durations, from any origin
   */
  public WorkMeters(LongSupplier nanos, InstantSource clock) {
    this.nanos = nanos;
    this.clock = clock;
  }

  @Override
  public PartitionMeters of(int partition) {
    return partitions.computeIfAbsent(partition, p -> new PartitionMeters(this, newLosses()));
  }

  private static Histogram newLosses() {
    return Registrar.newHistogram(
        "gradstream_example_loss",
        "Losses of the examples, each taken before the model learned from it, since the process"
            + " started.",
        "nats, or of a real label squared standard deviations",
        LOSSES);
  }

  long nanos() {
    return nanos.getAsLong();
  }

  long millis() {
    return clock.millis();
  }

  Histogram decode() {
    return decode;
  }

  Histogram step() {
    return step;
  }

  Histogram latency() {
    return latency;
  }

  void register(PrometheusRegistry registry, Supplier<Readings> readings) {
    registry.register(decode);
    registry.register(step);
    registry.register(latency);
    registry.register(new ExampleLosses(newLosses(), this, readings));
  }
}
