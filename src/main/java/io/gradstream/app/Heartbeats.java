package io.gradstream.app;

import java.util.Collection;
import org.apache.kafka.common.Metric;

/** How long ago the consumers of a client were in contact with their group's broker. */
final class Heartbeats {
  private static final String GROUP = "consumer-coordinator-metrics";
  private static final String NAME = "last-heartbeat-seconds-ago";

  private Heartbeats() {}

  /** Seconds since the last heartbeat of the one that is silent longest; 0 if there was none. */
  static long age(Collection<? extends Metric> metrics) {
    return metrics.stream()
        .filter(metric -> metric.metricName().name().equals(NAME))
        .filter(metric -> metric.metricName().group().equals(GROUP))
        .map(Metric::metricValue)
        .filter(Double.class::isInstance)
        .mapToLong(age -> ((Double) age).longValue())
        .filter(age -> age > 0)
        .max()
        .orElse(0);
  }
}
