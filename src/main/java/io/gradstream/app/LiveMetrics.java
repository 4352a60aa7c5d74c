package io.gradstream.app;

import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.ThreadMetadata;

/**
 * The metrics of an application's clients. Kafka Streams goes on to tell those of a thread that is
 * dead until the next one comes or goes.
 */
final class LiveMetrics {
  private static final Pattern THREAD = Pattern.compile(".+-StreamThread-\\d+");

  private LiveMetrics() {}

  static Collection<? extends Metric> of(KafkaStreams streams) {
    Set<String> alive =
        streams.metadataForLocalThreads().stream()
            .map(ThreadMetadata::threadName)
            .collect(Collectors.toSet());
    return streams.metrics().values().stream()
        .filter(
            metric ->
                metric.metricName().tags().values().stream()
                    .map(THREAD::matcher)
                    .allMatch(thread -> !thread.lookingAt() || alive.contains(thread.group())))
        .toList();
  }
}
