package io.gradstream.app;

import io.gradstream.topology.InputLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Looks into the input with a consumer of its own for each look, which belongs to no group.
 *
 * @param kafka settings as a configuration has them
 */
record ConsumedInput(Map<String, String> kafka) implements InputLog {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Override
  public boolean holdsRecords(TopicPartition partition, long from, long to) {
    Map<String, Object> settings =
        new StreamsConfig(StreamsSettings.of(kafka)).getRestoreConsumerConfigs("gradstream-gap");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    long start = System.nanoTime();
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      long begin = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
      consumer.seek(partition, Math.max(from, begin));
      while (consumer.position(partition) < to) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          return record.offset() < to;
        }
        if (System.nanoTime() - start > PATIENCE.toNanos()) {
          throw new TimeoutException(
              "%s: offsets %d to %d cannot be read".formatted(partition, from, to - 1));
        }
      }
      return false;
    }
  }
}
