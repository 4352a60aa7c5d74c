package io.gradstream.source;

import io.gradstream.client.BrokerContact;
import io.gradstream.client.ClientSettings;
import io.gradstream.client.StreamsSettings;
import io.gradstream.config.ConfigurationException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the last committed records of a topic. It belongs to no group and commits nothing: nobody
 * can tell afterwards that it was there.
 */
public final class TopicTail implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  /** Nothing at all for so long is a failure. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String topic;
  private final Consumer<byte[], byte[]> consumer;

  private TopicTail(String topic, Consumer<byte[], byte[]> consumer) {
    this.topic = topic;
    this.consumer = consumer;
  }

  /**
   * Reads a topic's last records, as evenly from its partitions as they allow, each partition's in
   * its order.
   *
   * @param kafka settings as a configuration has them
   * @throws ConfigurationException if there is no such topic, or a setting is refused
   * @throws IllegalStateException if no broker answers, or all records wait for a transaction
   */
  public static List<ReadRecord> read(Map<String, String> kafka, String topic, int count) {
    Map<String, Object> streamsSettings = StreamsSettings.of(kafka);
    Map<String, Object> settings = StreamsSettings.ofReader(streamsSettings, "gradstream-tail");
    Map<String, Object> adminSettings = StreamsSettings.ofAdmin(streamsSettings, "gradstream");
    try (Admin admin = ClientSettings.connect(adminSettings, Admin::create)) {
      new BrokerContact(adminSettings).await(admin, () -> false); // Or the consumer asks a minute.
      try (TopicTail tail =
          new TopicTail(topic, ClientSettings.connect(settings, TopicTail::consumer))) {
        List<ReadRecord> records = tail.last(count);
        if (records.isEmpty()) {
          tail.checkNoneWaits(admin);
        }
        return records;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading topic " + topic, e);
    } catch (org.apache.kafka.common.errors.TimeoutException e) {
      throw new IllegalStateException("topic %s: cannot be read".formatted(topic), e);
    }
  }

  /** An input with nothing to read is another one than an input whose records wait. */
  private void checkNoneWaits(Admin admin) throws InterruptedException {
    long waiting;
    try {
      waiting = sum(RowTopic.ends(admin, topic)) - sum(consumer.endOffsets(partitions()).values());
    } catch (ExecutionException e) {
      throw new IllegalStateException("topic %s: cannot be read".formatted(topic), e);
    }
    if (waiting > 0) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "topic %s: all its records (%,d) wait for a transaction to end; try again then",
              topic,
              waiting));
    }
  }

  private static long sum(Collection<Long> offsets) {
    return offsets.stream().mapToLong(Long::longValue).sum();
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Offsets are more than records: transactions leave marks and compaction gaps. So it steps back
   * until there are enough.
   */
  private List<ReadRecord> last(int count) {
    List<TopicPartition> partitions = partitions();
    consumer.assign(partitions);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    long span = Math.ceilDiv(count, partitions.size());
    while (true) {
      Map<TopicPartition, Long> starts = new HashMap<>();
      for (TopicPartition partition : partitions) {
        long start =
            Math.max(begins.getOrDefault(partition, 0L), ends.getOrDefault(partition, 0L) - span);
        starts.put(partition, start);
      }
      Map<TopicPartition, Deque<ReadRecord>> found = between(starts, ends);
      int total = found.values().stream().mapToInt(Deque::size).sum();
      if (total >= count || starts.equals(begins)) {
        return newest(found, count);
      }
      span *= 2;
    }
  }

  private List<TopicPartition> partitions() {
    List<PartitionInfo> found = consumer.partitionsFor(topic);
    if (found == null || found.isEmpty()) {
      throw new ConfigurationException("input.topic", topic, "a topic that exists");
    }
    return found.stream()
        .map(partition -> new TopicPartition(topic, partition.partition()))
        .sorted(Comparator.comparingInt(TopicPartition::partition))
        .toList();
  }

  private Map<TopicPartition, Deque<ReadRecord>> between(
      Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Deque<ReadRecord>> found =
        new TreeMap<>(Comparator.comparingInt(TopicPartition::partition));
    starts.forEach(consumer::seek);
    Set<TopicPartition> open = starts.keySet();
    long lastSign = System.nanoTime();
    while (open.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
      List<ConsumerRecord<byte[], byte[]>> polled = new ArrayList<>();
      consumer.poll(POLL).forEach(polled::add);
      for (ConsumerRecord<byte[], byte[]> record : polled) {
        TopicPartition from = new TopicPartition(topic, record.partition());
        if (record.offset() < ends.getOrDefault(from, 0L)) {
          found.computeIfAbsent(from, key -> new ArrayDeque<>()).add(read(from, record));
        }
      }
      lastSign = polled.isEmpty() ? lastSign : System.nanoTime();
      if (System.nanoTime() - lastSign > PATIENCE.toNanos()) {
        throw new IllegalStateException(
            "topic %s: nothing came for %d s".formatted(topic, PATIENCE.toSeconds()));
      }
    }
    return found;
  }

  private static ReadRecord read(TopicPartition from, ConsumerRecord<byte[], byte[]> record) {
    return new ReadRecord(
        from.toString(),
        record.offset(),
        record.timestamp(),
        record.key(),
        record.value(),
        record.headers());
  }

  private static List<ReadRecord> newest(Map<TopicPartition, Deque<ReadRecord>> found, int count) {
    Map<TopicPartition, Deque<ReadRecord>> kept = new LinkedHashMap<>(found);
    int total = kept.values().stream().mapToInt(Deque::size).sum();
    for (; total > count; total--) {
      kept.values().stream().max(Comparator.comparingInt(Deque::size)).orElseThrow().removeFirst();
    }
    return kept.values().stream().flatMap(Deque::stream).toList();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
