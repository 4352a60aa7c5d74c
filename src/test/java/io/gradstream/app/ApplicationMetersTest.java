package io.gradstream.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.metrics.LearningMeters;
import io.gradstream.metrics.WorkMeters;
import io.gradstream.status.StatusBoard;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private Map<Integer, SeenEnd> ends = Map.of();
  private long now;

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
  void theLagOfATopicWithDotsIsThereOnceAndCountsToTheEndOfTheLog() {
    ends =
        Map.of(
            0,
            new SeenEnd(at(0), 100, 100, at(0), null),
            1,
            new SeenEnd(at(0), 50, 40, at(0), null));
    now = at(12);

    assertThat(lines("kafka_consumer_lag_records", "kafka_consumer_un"))
        .containsExactlyInAnyOrder(
            "kafka_consumer_lag_records{partition=\"0\"} 12.0",
            "kafka_consumer_lag_records{partition=\"1\"} 17.0",
            "kafka_consumer_unstable_records{partition=\"0\"} 0.0",
            "kafka_consumer_unstable_records{partition=\"1\"} 10.0",
            "kafka_consumer_unstable_seconds{partition=\"0\"} 0.0",
            "kafka_consumer_unstable_seconds{partition=\"1\"} 12.0",
            "kafka_consumer_unseen_seconds{partition=\"0\"} 12.0",
            "kafka_consumer_unseen_seconds{partition=\"1\"} 12.0");
  }

  @Test
  void theLagOfALogWhoseEndIsNotSeenIsNotTold() {
    ends = Map.of(0, new SeenEnd(at(0), 100, 100, at(0), null));
    now = at(60);

    assertThat(lines("kafka_consumer_lag_records", "kafka_consumer_un"))
        .containsExactly("kafka_consumer_unseen_seconds{partition=\"0\"} 60.0");
  }

  private static long at(int seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }

  private List<String> lines(String... names) {
    try (LearningMeters meters = meters()) {
      return meters
          .scrape(LearningMeters.TEXT_TYPE)
          .lines()
          .filter(line -> Arrays.stream(names).anyMatch(line::startsWith))
          .toList();
    }
  }

  @Test
  void aScrapeWalksOverThemOnceAndMeasuresWhatItShows() {
    try (LearningMeters meters = meters()) {
      for (int scrape = 1; scrape <= 2; scrape++) {
        meters.scrape(LearningMeters.TEXT_TYPE);

        assertThat(walks).hasValue(scrape);
        assertThat(measured).hasValue(2 * scrape);
      }
    }
  }

  private LearningMeters meters() {
    return ApplicationMeters.of(
        TOPIC, new StatusBoard(), new WorkMeters(() -> 0, InstantSource.system()), new Health(), 0);
  }

  /** A client that runs and whose metrics are those of the test. */
  private final class Health implements StreamsHealth {
    @Override
    public KafkaStreams.State state() {
      return KafkaStreams.State.RUNNING;
    }

    @Override
    public boolean isJoining() {
      return false;
    }

    @Override
    public RestoreProgress restoring() {
      return new RestoreProgress(() -> 0);
    }

    @Override
    public Collection<? extends Metric> kafkaMetrics() {
      walks.incrementAndGet();
      return kafka.metrics().values();
    }

    @Override
    public Map<Integer, InputLag> lags(Collection<? extends Metric> metrics) {
      return InputLag.of(ConsumerLag.of(metrics, TOPIC), ends, now);
    }

    @Override
    public Duration silence() {
      return Duration.ZERO;
    }

    @Override
    public Optional<Throwable> failure() {
      return Optional.empty();
    }
  }
}
