package io.gradstream.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * All meters of Kafka's numbers, collected together: Kafka has a thousand numbers and more, and a
 * scrape walks over them once.
 */
record KafkaMeters(Supplier<? extends Collection<KafkaReading>> kafka) implements MultiCollector {
  @Override
  public MetricSnapshots collect() {
    Map<KafkaMeter, List<KafkaReading>> shown = new EnumMap<>(KafkaMeter.class);
    for (KafkaReading reading : kafka.get()) {
      KafkaMeter.of(reading)
          .ifPresent(meter -> shown.computeIfAbsent(meter, m -> new ArrayList<>()).add(reading));
    }
    List<MetricSnapshot> snapshots = new ArrayList<>();
    shown.forEach((meter, readings) -> snapshots.add(meter.snapshot(readings)));
    return new MetricSnapshots(snapshots);
  }
}
