package io.gradstream.metrics;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The histograms of losses of the partitions that are shown in detail, as one.
 *
 * @param empty has the name and the description
 */
record ExampleLosses(Histogram empty, WorkMeters work, Supplier<Readings> readings)
    implements Collector {
  @Override
  public HistogramSnapshot collect() {
    List<HistogramDataPointSnapshot> points = new ArrayList<>();
    readings.get().eachInDetail(reading -> points.add(point(reading)));
    return new HistogramSnapshot(empty.collect().getMetadata(), points);
  }

  private HistogramDataPointSnapshot point(Reading reading) {
    HistogramDataPointSnapshot own =
        work.of(reading.partition()).losses().collect().getDataPoints().getFirst();
    return HistogramDataPointSnapshot.builder()
        .classicHistogramBuckets(own.getClassicBuckets())
        .sum(own.getSum())
        .labels(Labels.of("partition", reading.label()))
        .createdTimestampMillis(own.getCreatedTimestampMillis())
        .build();
  }
}
