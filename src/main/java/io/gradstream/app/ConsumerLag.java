package io.gradstream.app;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** How far behind the end of a topic its consumers are, by their own metrics. */
final class ConsumerLag {
  private static final String GROUP = "consumer-fetch-manager-metrics";
  private static final String NAME = "records-lag";

  private ConsumerLag() {}

  /** In records, by partition. */
  public static Map<Integer, Long> of(Collection<? extends Metric> metrics, String topic) {
    Map<Integer, Long> lags = new TreeMap<>();
    InputMetrics.of(metrics, topic)
        .forEach(
            metric -> {
              MetricName name = metric.metricName();
              String partition = name.tags().get("partition");
              if (name.name().equals(NAME)
                  && name.group().equals(GROUP)
                  && partition != null
                  && metric.metricValue() instanceof Double lag
                  && Double.isFinite(lag)) {
                lags.put(Integer.parseInt(partition), lag.longValue());
              }
            });
    return lags;
  }
}
