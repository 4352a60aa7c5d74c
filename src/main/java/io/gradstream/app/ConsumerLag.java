package io.gradstream.app;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;

/** How far behind the end of a topic its consumers are, by their own metrics. */
final class ConsumerLag {
  private static final String GROUP = "consumer-fetch-manager-metrics";
  private static final String NAME = "records-lag";

  private ConsumerLag() {}

  /** By partition. */
  static Map<Integer, Long> of(KafkaStreams streams, String topic) {
    List<String> spellings = List.of(topic, topic.replace('.', '_')); // Consumers write both.
    Map<Integer, Long> lags = new TreeMap<>();
    for (Metric metric : streams.metrics().values()) {
      MetricName name = metric.metricName();
      if (name.name().equals(NAME)
          && name.group().equals(GROUP)
          && spellings.contains(name.tags().getOrDefault("topic", ""))
          && metric.metricValue() instanceof Double lag
          && Double.isFinite(lag)) {
        lags.put(Integer.parseInt(name.tags().getOrDefault("partition", "-1")), lag.longValue());
      }
    }
    return lags;
  }
}
