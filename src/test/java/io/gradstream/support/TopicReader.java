package io.gradstream.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** Reads a topic from its beginning and keeps what it has read. */
public final class TopicReader implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration POLL = Duration.ofMillis(50);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final String topic;
  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

  private TopicReader(KafkaConsumer<byte[], byte[]> consumer, String topic) {
    this.consumer = consumer;
    this.topic = topic;
  }

  static TopicReader of(Map<String, Object> cluster, String topic, String isolation) {
    Map<String, Object> settings = new HashMap<>(cluster);
    settings.put("isolation.level", isolation);
    settings.put("auto.offset.reset", "earliest");
    settings.put("allow.auto.create.topics", false);
    settings.put("max.poll.records", 10_000);
    return new TopicReader(
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
        topic);
  }

  /**
   * Reads until there are enough records; returns all there are.
   *
   * @param goingOn throws, which ends the wait, when there is nothing to wait for any more
   */
  public List<ConsumerRecord<byte[], byte[]>> await(int count, ThrowingRunnable goingOn) {
    Awaitility.await("%d records in %s".formatted(count, topic))
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .failFast(goingOn)
        .untilAsserted(() -> assertThat(read()).isGreaterThanOrEqualTo(count));
    return List.copyOf(records);
  }

  /** Reads to the end, where it is by now; returns all there are. */
  public List<ConsumerRecord<byte[], byte[]>> all() {
    Awaitility.await("the end of " + topic).atMost(PATIENCE).until(this::atEnd);
    return List.copyOf(records);
  }

  private boolean atEnd() {
    read();
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    return !ends.isEmpty()
        && ends.entrySet().stream()
            .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private int read() {
    if (consumer.assignment().isEmpty()) {
      consumer.assign(
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList());
    }
    if (!consumer.assignment().isEmpty()) {
      consumer.poll(POLL).forEach(records::add);
    }
    return records.size();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
