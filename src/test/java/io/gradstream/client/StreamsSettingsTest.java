package io.gradstream.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.config.ConfigurationException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamsSettingsTest {
  private static final Duration PROMISED = Duration.ofSeconds(15);

  /** To assign and restore its partitions, which takes a second or two. */
  private static final Duration FOR_THE_REST = Duration.ofSeconds(4);

  @Test
  void anInstanceThatWasKilledIsMissedSoonEnoughForAnotherToLearnWithin15Seconds() {
    Map<String, Object> consumer = consumer(Map.of());
    Duration missed = millis(consumer, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG);
    Duration told = millis(consumer, ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG);

    assertThat(missed.plus(told)).isLessThanOrEqualTo(PROMISED.minus(FOR_THE_REST));
    assertThat(missed).as("a pause of the JVM is no death").isGreaterThan(told.multipliedBy(5));
  }

  @Test
  void settingsOfTheUserComeFirstWithAndWithoutTheirClient() {
    assertThat(consumer(Map.of("session.timeout.ms", "45000")))
        .containsEntry("session.timeout.ms", "45000");
    assertThat(consumer(Map.of("consumer.session.timeout.ms", "45000")))
        .containsEntry("session.timeout.ms", "45000");
    assertThat(producer(Map.of("batch.size", "1")))
        .containsEntry(ProducerConfig.BATCH_SIZE_CONFIG, "1");
    assertThat(producer(Map.of("producer.batch.size", "1")))
        .containsEntry(ProducerConfig.BATCH_SIZE_CONFIG, "1");
  }

  @Test
  void aHeartbeatThatIsRarerThanTheSessionIsLongIsRefused() {
    assertThatThrownBy(() -> consumer(Map.of("heartbeat.interval.ms", "15000")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "kafka.heartbeat.interval.ms: got 15000, wants less than session.timeout.ms, which is"
                + " 10000");
  }

  @Test
  void atLeastOneThreadLearns() {
    assertThatThrownBy(() -> consumer(Map.of("num.stream.threads", "0")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("kafka.num.stream.threads: got 0, wants 1 or more");
  }

  private static Map<String, Object> consumer(Map<String, String> given) {
    return settings(given).getMainConsumerConfigs("group", "client", 0);
  }

  private static Map<String, Object> producer(Map<String, String> given) {
    return settings(given).getProducerConfigs("client");
  }

  private static StreamsConfig settings(Map<String, String> given) {
    Map<String, String> all = new HashMap<>(given);
    all.put("bootstrap.servers", "127.0.0.1:9092");
    all.put("application.id", "learner");
    return new StreamsConfig(StreamsSettings.of(all));
  }

  private static Duration millis(Map<String, Object> settings, String key) {
    return Duration.ofMillis(Long.parseLong(String.valueOf(settings.get(key))));
  }
}
