package io.gradstream.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.config.ConfigurationReader;
import io.gradstream.metrics.LearningMeters;
import io.gradstream.metrics.Restoration;
import io.gradstream.metrics.WorkMeters;
import io.gradstream.topology.StatusBoard;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of Kafka's numbers, tagged as a consumer of 4.3 tags them. */
class ApplicationMetersTest {
  private static final String GROUP = "consumer-fetch-manager-metrics";
  private static final String TOPIC = "shop.orders_v1";

  private final Metrics kafka = new Metrics();
  private final AtomicInteger walks = new AtomicInteger();
  private final AtomicInteger measured = new AtomicInteger();

  @BeforeEach
  void addLags() {
    addLag(TOPIC, 0, 12);
    addLag("shop_orders_v1", 0, 12);
    addLag(TOPIC, 1, 7);
    addLag("shop_orders_v1", 1, 7);
    addLag("app-model-changelog", 0, 99);
    add("memory-nobody-shows", Map.of("task-id", "0_0"), 5);
  }

  private void addLag(String topic, int partition, double lag) {
    add("records-lag", Map.of("topic", topic, "partition", Integer.toString(partition)), lag);
  }

  private void add(String name, Map<String, String> tags, double value) {
    Gauge<Double> gauge =
        (config, now) -> {
          measured.incrementAndGet();
          return value;
        };
    kafka.addMetric(kafka.metricName(name, GROUP, "", tags), gauge);
  }

  @AfterEach
  void close() {
    kafka.close();
  }

  @Test
  void theLagOfATopicWithDotsIsThereOnceAndRight() {
    try (LearningMeters meters = meters()) {
      assertThat(meters.scrape(Monitor.TEXT_TYPE).lines())
          .filteredOn(line -> line.startsWith("kafka_consumer_lag_records{"))
          .containsExactlyInAnyOrder(
              "kafka_consumer_lag_records{partition=\"0\"} 12.0",
              "kafka_consumer_lag_records{partition=\"1\"} 7.0");
    }
    assertThat(ConsumerLag.of(kafka.metrics().values(), TOPIC))
        .containsExactlyInAnyOrderEntriesOf(Map.of(0, 12L, 1, 7L));
  }

  @Test
  void aScrapeWalksOverThemOnceAndMeasuresWhatItShows() {
    try (LearningMeters meters = meters()) {
      for (int scrape = 1; scrape <= 2; scrape++) {
        meters.scrape(Monitor.TEXT_TYPE);

        assertThat(walks).hasValue(scrape);
        assertThat(measured).hasValue(2 * scrape);
      }
    }
  }

  private LearningMeters meters() {
    return ApplicationMeters.of(
        new ConfigurationReader()
            .parse("{input: {topic: %s, format: json}}".formatted(TOPIC), Path.of("")),
        new StatusBoard(),
        new MeteredWork(new WorkMeters(() -> 0, InstantSource.system())),
        () -> new Restoration(0, 0, 0, 0),
        () -> KafkaStreams.State.RUNNING,
        this::walk,
        0);
  }

  private Collection<? extends Metric> walk() {
    walks.incrementAndGet();
    return kafka.metrics().values();
  }
}
