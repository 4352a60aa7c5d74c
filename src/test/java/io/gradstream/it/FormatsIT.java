package io.gradstream.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.app.LearningApplication;
import io.gradstream.config.ConfigurationReader;
import io.gradstream.embedded.Broker;
import io.gradstream.embedded.BrokerSettings;
import io.gradstream.embedded.EmbeddedBroker;
import io.gradstream.serde.registry.SchemaRegistry;
import io.gradstream.status.PartitionStatus;
import io.gradstream.support.ApicurioServer;
import io.gradstream.support.Cluster;
import io.gradstream.support.Published;
import io.gradstream.support.Purchases;
import io.gradstream.support.TopicReader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same nested records in every format, through a broker and, once, a real registry. */
class FormatsIT {
  private static final int RECORDS = 600;
  private static final int WIRE_HEADER_BYTES = 5;

  /** Of every record, so that ages are the same. */
  private static final long TIMESTAMP = 1_790_000_000_000L;

  /** Without the wildcard: inputs of fields that are met one by one are numbered as they come. */
  private static final String NAMED = Purchases.MAPPING.replace("    - \"**\"\n", "");

  private final Broker broker = EmbeddedBroker.inProcess(BrokerSettings.temporary());
  private final Cluster cluster = new Cluster(broker.bootstrapServers());
  private final Purchases purchases = new Purchases(new Random(9));
  private final List<GenericRecord> records = records();

  @TempDir private Path directory;

  /** The second half has an optional field more. */
  private List<GenericRecord> records() {
    return IntStream.range(0, RECORDS)
        .mapToObj(
            i -> purchases.record(isOfFirstHalf(i) ? Purchases.SCHEMA : Purchases.NEXT_SCHEMA))
        .toList();
  }

  private static boolean isOfFirstHalf(int i) {
    return i < RECORDS / 2;
  }

  @BeforeEach
  void writeSchemas() throws Exception {
    Files.createDirectories(directory.resolve("schemas"));
    Files.writeString(directory.resolve("schemas/one.avsc"), Purchases.SCHEMA.toString());
    Files.writeString(directory.resolve("schemas/two.avsc"), Purchases.NEXT_SCHEMA.toString());
  }

  @AfterEach
  void stop() {
    cluster.close();
    broker.close();
  }

  /** What a topic taught: the checksum of its model's weights and the published losses. */
  private record Taught(int weightsCrc32c, List<Published> losses) {}

  @Test
  void equalRecordsTeachTheSameInAnyFormat() throws Exception {
    Taught byFiles =
        learn("files", "format: avro-single-object, schema: schemas", "", purchases::singleObject);
    Taught byJson = learn("json", "format: json", "", purchases::json);

    assertThat(byFiles.losses).hasSizeGreaterThan(RECORDS / 2);
    assertThat(byJson).isEqualTo(byFiles);
    try (ApicurioServer server = ApicurioServer.start(directory)) {
      assertThat(learnWhileTheRegistryDies(server)).isEqualTo(byFiles);
    }
  }

  /** The schema evolves half-way, and the registry is killed and started again before that. */
  private Taught learnWhileTheRegistryDies(ApicurioServer server) throws Exception {
    cluster.createTopic("registry", 1);
    Path config =
        configure("registry", "format: avro-registry", "schema.registry.url: " + server.url());
    try (SchemaRegistry registry = SchemaRegistry.of(Map.of("schema.registry.url", server.url()));
        LearningApplication application =
            new LearningApplication(new ConfigurationReader().read(config))) {
      int first = registry.idToWrite("registry-value", Purchases.SCHEMA);
      int second = registry.idToWrite("registry-value", Purchases.NEXT_SCHEMA);
      application.start();
      try (TopicReader predictions = cluster.committed("registry-predictions")) {
        send("registry", records.subList(0, RECORDS / 2), record -> wire(first, record));
        predictions.await(RECORDS / 2, () -> assertThat(application.health().failure()).isEmpty());
        server.kill();
        send("registry", records.subList(RECORDS / 2, RECORDS), record -> wire(second, record));
        server.restart();
        return taught(application, predictions, "registry-losses");
      }
    }
  }

  private byte[] wire(int id, GenericRecord record) {
    byte[] binary = purchases.binary(record);
    return ByteBuffer.allocate(WIRE_HEADER_BYTES + binary.length)
        .put((byte) 0)
        .putInt(id)
        .put(binary)
        .array();
  }

  private Taught learn(
      String topic, String input, String kafka, Function<GenericRecord, byte[]> format)
      throws Exception {
    cluster.createTopic(topic, 1);
    send(topic, records, format);
    try (LearningApplication application =
        new LearningApplication(new ConfigurationReader().read(configure(topic, input, kafka)))) {
      application.start();
      try (TopicReader predictions = cluster.committed(topic + "-predictions")) {
        return taught(application, predictions, topic + "-losses");
      }
    }
  }

  private Taught taught(LearningApplication application, TopicReader predictions, String losses)
      throws Exception {
    predictions.await(RECORDS, () -> assertThat(application.health().failure()).isEmpty());
    application.stop();
    assertThat(predictions.all()).hasSize(RECORDS);
    PartitionStatus status = application.board().partitions().iterator().next();
    try (TopicReader published = cluster.committed(losses)) {
      return new Taught(status.weightsCrc32c(), Published.losses(published.all()));
    }
  }

  private void send(String topic, List<GenericRecord> sent, Function<GenericRecord, byte[]> format)
      throws Exception {
    cluster.send(
        sent.stream()
            .map(
                record ->
                    new ProducerRecord<byte[], byte[]>(
                        topic, 0, TIMESTAMP, null, format.apply(record)))
            .toList());
  }

  private Path configure(String topic, String input, String kafka) throws Exception {
    return Files.writeString(
        directory.resolve(topic + ".yaml"),
        NAMED
            + """
            input: {topic: %1$s, %2$s}
            http: {port: null}
            network: {hidden: [8]}
            kafka:
              bootstrap.servers: %3$s
              application.id: %1$s
              state.dir: %4$s
              %5$s
            """
                .formatted(
                    topic, input, broker.bootstrapServers(), directory.resolve("state"), kafka));
  }
}
