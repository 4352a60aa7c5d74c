package io.gradstream.app;

import java.util.Collection;
import java.util.stream.Stream;
import org.apache.kafka.common.Metric;
import org.jspecify.annotations.Nullable;

/** Of the numbers that Kafka's clients keep, those of the input topic and those of no topic. */
final class InputMetrics {
  private InputMetrics() {}

  /**
   * The metrics. Of a topic with dots in its name a consumer has most of them twice, the second
   * time with underscores for the dots, for those who knew it by that name (KIP-1109); those are
   * left out.
   *
   * @param topic the input; null if it is not known
   */
  public static Stream<? extends Metric> of(
      Collection<? extends Metric> metrics, @Nullable String topic) {
    return metrics.stream()
        .filter(
            metric -> {
              String tag = metric.metricName().tags().get("topic");
              return tag == null || tag.equals(topic);
            });
  }
}
