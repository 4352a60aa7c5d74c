package io.gradstream.wiring;

import io.gradstream.client.ClientSettings;
import io.gradstream.client.StreamsSettings;
import io.gradstream.topology.InputLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks into the input with a consumer of its own for each look. It asks what the application's
 * group has committed, and does not join it.
 *
 * @param kafka settings as a configuration has them
 */
record ConsumedInput(Map<String, String> kafka) implements InputLog {
  private static final Logger LOG = LoggerFactory.getLogger(ConsumedInput.class);

  private static final Duration POLL = Duration.ofMillis(200);

  /** How long it may read nothing at all. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Override
  public boolean holdsRecords(TopicPartition partition, long from, long to) {
    try (Consumer<byte[], byte[]> consumer = consumer()) {
      consumer.assign(List.of(partition));
      long begin = offset(consumer.beginningOffsets(List.of(partition)));
      long first = from < 0 ? groupBegin(consumer, partition, begin, to) : from;
      if (from >= 0 && from < begin) {
        LOG.warn(
            "records were deleted before they were learned partition={} offsets={}..{}",
            partition,
            from,
            Math.min(begin, to) - 1);
      }
      consumer.seek(partition, Math.max(first, begin));
      long position = consumer.position(partition);
      long moved = System.nanoTime();
      while (position < to) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          return record.offset() < to;
        }
        long before = position;
        position = consumer.position(partition);
        moved = position > before ? System.nanoTime() : moved;
        if (System.nanoTime() - moved > PATIENCE.toNanos()) {
          throw new TimeoutException(
              "%s: offsets %d to %d cannot be read".formatted(partition, position, to - 1));
        }
      }
      return false;
    }
  }

  /** Where a group begins whose models have learned nothing, as far as that can be known. */
  private long groupBegin(
      Consumer<?, ?> consumer, TopicPartition partition, long begin, long otherwise) {
    OffsetAndMetadata committed = consumer.committed(Set.of(partition)).get(partition);
    if (committed != null
        && committed.offset() >= begin
        && committed.offset() <= offset(consumer.endOffsets(List.of(partition)))) {
      return committed.offset();
    }
    return ClientSettings.beginsAtEarliest(StreamsSettings.overDefaults(kafka)) ? begin : otherwise;
  }

  private static long offset(Map<TopicPartition, Long> ofOne) {
    return ofOne.values().iterator().next();
  }

  private Consumer<byte[], byte[]> consumer() {
    Map<String, Object> settings =
        StreamsSettings.ofReader(StreamsSettings.overDefaults(kafka), "gradstream-gap");
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, kafka.get(StreamsConfig.APPLICATION_ID_CONFIG));
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"); // Retention may overtake it.
    try {
      return new KafkaConsumer<>(
          settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    } catch (KafkaException e) { // A host that is down may have no address.
      throw new TimeoutException("no consumer of the input", e);
    }
  }
}
