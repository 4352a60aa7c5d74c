package io.gradstream.app;

import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationException;
import io.gradstream.config.InputConfig;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.Row;
import io.gradstream.dataset.RowReader;
import io.gradstream.serde.Format;
import io.gradstream.serde.FormatSettings;
import io.gradstream.serde.Formats;
import io.gradstream.serde.RecordWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/**
 * Writes a data set to the input topic of a configuration, in its format. The key is the row's
 * number; it chooses the partition. As many rows as the topic has ever had are passed over, so what
 * was stopped goes on.
 */
public final class DatasetProducer {
  private static final String CLIENT = "gradstream-produce";
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long MAX_WAIT_NANOS = 100_000_000;

  private final Configuration configuration;
  private final Dataset dataset;
  private final DatasetTopic records;
  private final String topic;

  /**
   * Prepares it; nobody is contacted.
   *
   * @throws ConfigurationException if the configuration would not read what it writes
   */
  public DatasetProducer(Configuration configuration, Dataset dataset) {
    this.configuration = configuration;
    this.dataset = dataset;
    this.topic = KafkaName.checked("input.topic", configuration.input().requiredTopic());
    this.records = new DatasetTopic(dataset, configuration);
    String label = configuration.mapping().label().toString();
    String written = records.mapping().label().toString();
    if (!label.equals(written)) {
      throw new ConfigurationException(
          "mapping.label", label, "'%s', which is the label of this data set".formatted(written));
    }
    InputConfig.Encoding keys = configuration.input().key();
    if (keys.format() != Format.TEXT) {
      throw new ConfigurationException("input.key-format", keys.format(), "text: row numbers");
    }
  }

  /** The topic that it writes to. */
  public String topic() {
    return topic;
  }

  /**
   * Writes until all is written or it is stopped.
   *
   * @param partitions of the topic if it has to be created
   * @param limit rows to write at most
   * @param ratePerSecond rows a second at most; 0 is as fast as it goes
   * @param stopped asked before each row
   * @param progress is told the rows written after each
   * @return the rows written
   * @throws IllegalStateException if no broker answers or it does not take a row
   */
  public long write(
      int partitions,
      long limit,
      long ratePerSecond,
      BooleanSupplier stopped,
      LongConsumer progress) {
    Map<String, Object> settings = StreamsSettings.of(configuration.kafka());
    Map<String, Object> adminSettings = StreamsSettings.ofAdmin(settings, CLIENT);
    try (Formats formats = new Formats();
        Admin admin = ClientSettings.connect(adminSettings, Admin::create);
        RowReader rows = dataset.open()) {
      if (!new BrokerContact(adminSettings).await(admin, stopped)) {
        return 0;
      }
      long before = createOrCount(admin, partitions);
      rows.skip(before);
      RecordWriter writer = writer(formats);
      try (KafkaProducer<byte[], byte[]> producer =
          ClientSettings.connect(producerSettings(settings), KafkaProducer::new)) {
        return new Sending(producer, writer, rows, ratePerSecond, stopped)
            .send(before, limit, progress);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while writing to topic " + topic, e);
    }
  }

  private static Map<String, Object> producerSettings(Map<String, Object> settings) {
    Map<String, Object> producer =
        new HashMap<>(new StreamsConfig(settings).getProducerConfigs(CLIENT));
    producer.put("key.serializer", ByteArraySerializer.class);
    producer.put("value.serializer", ByteArraySerializer.class);
    return producer;
  }

  private RecordWriter writer(Formats formats) {
    InputConfig.Encoding encoding = configuration.input().value();
    Path schema = encoding.schema();
    if (encoding.format() == Format.AVRO_SINGLE_OBJECT && schema != null) {
      writeSchema(schema);
    }
    try {
      return formats.recordWriter(
          new FormatSettings(
              encoding.format(), schema, encoding.deserializer(), configuration.kafka()),
          topic,
          records.schema());
    } catch (IllegalArgumentException e) {
      throw ClientSettings.refused("input.", e);
    }
  }

  /** A reader looks for it there. */
  private void writeSchema(Path file) {
    try {
      if (Files.notExists(file)) {
        Files.writeString(file, records.schema().toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("input.schema: " + file + " cannot be written", e);
    }
  }

  /** Creates the topic, or counts what was ever written to it. */
  private long createOrCount(Admin admin, int partitions) throws InterruptedException {
    try {
      NewTopic missing = new NewTopic(topic, Optional.of(partitions), Optional.empty());
      admin.createTopics(List.of(missing)).all().get();
      return 0;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return count(admin);
      }
      throw failed(e);
    }
  }

  private long count(Admin admin) throws InterruptedException {
    try {
      Map<TopicPartition, OffsetSpec> ends =
          admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
              .flatMap(description -> description.partitions().stream())
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
      return admin.listOffsets(ends).all().get().values().stream()
          .mapToLong(end -> end.offset())
          .sum();
    } catch (ExecutionException e) {
      throw failed(e);
    }
  }

  private IllegalStateException failed(ExecutionException e) {
    Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
    return new IllegalStateException("topic %s: %s".formatted(topic, cause.getMessage()), cause);
  }

  /** The rows on their way. */
  private final class Sending {
    private final KafkaProducer<byte[], byte[]> producer;
    private final RecordWriter writer;
    private final RowReader rows;
    private final long ratePerSecond;
    private final BooleanSupplier stopped;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final long startNanos = System.nanoTime();

    Sending(
        KafkaProducer<byte[], byte[]> producer,
        RecordWriter writer,
        RowReader rows,
        long ratePerSecond,
        BooleanSupplier stopped) {
      this.producer = producer;
      this.writer = writer;
      this.rows = rows;
      this.ratePerSecond = ratePerSecond;
      this.stopped = stopped;
    }

    long send(long before, long limit, LongConsumer progress) {
      long count = 0;
      while (count < limit && !stopped.getAsBoolean()) {
        Row row = rows.next();
        if (row == null) {
          break;
        }
        byte[] key = Long.toString(before + count).getBytes(StandardCharsets.UTF_8);
        Future<?> _ = // failures come to the callback
            producer.send(
                new ProducerRecord<>(topic, key, writer.write(records.record(row))),
                (metadata, refusal) -> failure.compareAndSet(null, refusal));
        check();
        count++;
        progress.accept(count);
        hold(count);
      }
      producer.flush();
      check();
      return count;
    }

    private void check() {
      Exception failed = failure.get();
      if (failed != null) {
        throw new IllegalStateException("topic %s: %s".formatted(topic, failed.getMessage()));
      }
    }

    private void hold(long count) {
      if (ratePerSecond == 0) {
        return;
      }
      long due =
          startNanos
              + count / ratePerSecond * NANOS_PER_SECOND
              + count % ratePerSecond * NANOS_PER_SECOND / ratePerSecond;
      for (long left = due - System.nanoTime();
          left > 0 && !stopped.getAsBoolean();
          left = due - System.nanoTime()) {
        LockSupport.parkNanos(Math.min(left, MAX_WAIT_NANOS));
      }
    }
  }
}
