package io.gradstream.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gradstream.client.BrokerContact;
import io.gradstream.client.ClientSettings;
import io.gradstream.client.KafkaName;
import io.gradstream.client.OutageLog;
import io.gradstream.client.PatientProducer;
import io.gradstream.client.StreamsSettings;
import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationException;
import io.gradstream.config.InputConfig;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.RowReader;
import io.gradstream.serde.Format;
import io.gradstream.serde.FormatSettings;
import io.gradstream.serde.Formats;
import io.gradstream.serde.RecordWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a data set to the input topic of a configuration, in its format. The key is the row's
 * number; it chooses the partition. Rows that the topic has ever had are passed over, so what was
 * stopped, or cut off, goes on. An outage of the broker is waited out.
 */
public final class DatasetProducer {
  private static final Logger LOG = LoggerFactory.getLogger(DatasetProducer.class);

  private static final String CLIENT = "gradstream-produce";

  /** Of the broker, while rows are on their way to it, that is an outage. */
  private static final Duration SILENCE = Duration.ofSeconds(5);

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
    this.records = new DatasetTopic(dataset, configuration.mapping());
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
   * @param progress is told the rows written so far after each that is sent
   * @return the rows written
   * @throws IllegalStateException if no broker answers at first, or it does not take a row
   */
  public long write(
      int partitions,
      long limit,
      long ratePerSecond,
      BooleanSupplier stopped,
      LongConsumer progress) {
    Map<String, Object> settings = StreamsSettings.of(configuration.kafka());
    Map<String, Object> adminSettings = StreamsSettings.ofAdmin(settings, CLIENT);
    Optional<WrittenRows> before = createOrLook(adminSettings, partitions, stopped);
    if (before.isEmpty()) {
      return 0;
    }
    long first = before.get().first();
    if (first > 0) {
      LOG.info("rows that the topic has had are passed over topic={} rows={}", topic, first);
    }
    OutageLog outages =
        new OutageLog(
            adminSettings.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG),
            SILENCE,
            System::nanoTime);
    try (Formats formats = new Formats();
        RowReader rows = dataset.open();
        PatientProducer producer =
            new PatientProducer(
                new StreamsConfig(settings).getProducerConfigs(CLIENT),
                Optional.of(outages),
                stopped)) {
      RecordWriter writer = writer(formats);
      rows.skip(first);
      long written =
          new RowSender(producer, rows, ratePerSecond, stopped)
              .send(
                  before.get(),
                  limit,
                  (number, row) ->
                      new ProducerRecord<>(
                          topic, WrittenRows.key(number), writer.write(records.record(row))),
                  _ -> progress.accept(producer.written()));
      progress.accept(written);
      return written;
    } catch (IllegalStateException e) {
      throw new IllegalStateException("topic %s: %s".formatted(topic, e.getMessage()), e);
    }
  }

  private RecordWriter writer(Formats formats) {
    InputConfig.Encoding encoding = configuration.input().value();
    Path schema = encoding.schema();
    FormatSettings format =
        new FormatSettings(
            encoding.format(), schema, encoding.deserializer(), configuration.kafka());
    try {
      if (encoding.format() == Format.AVRO_SINGLE_OBJECT && schema != null) {
        writeSchema(schema);
        checkKnown(formats.knownSchemas(format, topic, false), schema);
      }
      return formats.recordWriter(format, topic, records.schema());
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

  /** A reader finds the schema of a record by its fingerprint. */
  private void checkKnown(List<Schema> known, Path file) {
    long written = SchemaNormalization.parsingFingerprint64(records.schema());
    if (known.stream().noneMatch(s -> SchemaNormalization.parsingFingerprint64(s) == written)) {
      throw new ConfigurationException(
          "input.schema", file, "a file that is missing yet, or has the schema of this data set");
    }
  }

  /** Creates the topic, or looks what was ever written to it; empty if it was stopped before. */
  private Optional<WrittenRows> createOrLook(
      Map<String, Object> settings, int partitions, BooleanSupplier stopped) {
    try (Admin admin = ClientSettings.connect(settings, Admin::create)) {
      if (!new BrokerContact(settings).await(admin, stopped)) {
        return Optional.empty();
      }
      List<Long> counts = RowTopic.createOrCount(admin, topic, partitions);
      return Optional.of(WrittenRows.of(counts, () -> lastKeys(counts.size())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking for topic " + topic, e);
    }
  }

  /** Of each partition the number that its last record has as its key. */
  private Map<Integer, Long> lastKeys(int partitions) {
    Map<Integer, Long> keys = new HashMap<>();
    for (ReadRecord record : TopicTail.read(configuration.kafka(), topic, partitions)) {
      byte[] key = record.key();
      try {
        int partition = Integer.parseInt(record.source().substring(topic.length() + 1));
        keys.put(partition, Long.parseLong(key == null ? "" : new String(key, UTF_8)));
      } catch (NumberFormatException e) {
        return Map.of(); // Written by others.
      }
    }
    return keys;
  }
}
