package io.gradstream.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.embedded.BrokerSettings;
import io.gradstream.embedded.EmbeddedBroker;
import io.gradstream.support.ApicurioServer;
import io.gradstream.support.Cluster;
import io.gradstream.support.Program;
import io.gradstream.support.TopicReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A data set into a topic, in each format that a run can read without a class of the user's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProduceIT {
  private static final int FIRST = 100;
  private static final int SECOND = 50;

  @TempDir private Path directory;

  @AutoClose
  private final Cluster cluster = new Cluster(EmbeddedBroker.inProcess(BrokerSettings.temporary()));

  @Test
  void writesEachRowOnceInJsonWhateverStopsIt() throws Exception {
    writesEachRowOnce("in-json", "format: json", "");
  }

  @Test
  void writesSingleObjectsAndTheirSchema() throws Exception {
    writesEachRowOnce("in-avro", "format: avro-single-object, schema: rows.avsc", "");

    assertThat(directory.resolve("rows.avsc")).content().contains("\"label\"");
    Path config =
        config("other-rows", "format: avro-single-object, schema: rows.avsc", "", "label");
    try (Program program =
        Program.start(directory, "produce", "--config", config, "--stream", "sea")) {
      assertThat(program.awaitExit()).isEqualTo(2);
      assertThat(program.stderr()).contains("input.schema: got", "the schema of this data set");
    }
  }

  @Test
  void registersTheSchemaInARegistry() throws Exception {
    try (ApicurioServer server = ApicurioServer.start(directory)) {
      writesEachRowOnce(
          "in-registry", "format: avro-registry", ", schema.registry.url: " + server.url());
    }
  }

  @Test
  void refusesALabelThatNobodyWouldFind() throws Exception {
    Path config = config("elsewhere", "format: json", "", "fraud");

    try (Program program =
        Program.start(directory, "produce", "--config", config, "--stream", "rbf")) {
      assertThat(program.awaitExit()).isEqualTo(2);
      assertThat(program.stderr()).contains("mapping.label", "fraud", "'label'");
    }
    assertThat(cluster.topics()).doesNotContain("elsewhere");
  }

  private void writesEachRowOnce(String topic, String format, String kafka) throws Exception {
    Path config = config(topic, format, kafka, "label");

    assertThat(produce(config, FIRST)).contains(FIRST + " examples written");
    assertThat(produce(config, SECOND))
        .contains("the topic has had are passed over topic=" + topic + " rows=" + FIRST);

    assertThat(cluster.admin().describeTopics(List.of(topic)).allTopicNames().get().get(topic))
        .satisfies(created -> assertThat(created.partitions()).hasSize(3));
    try (TopicReader rows = cluster.committed(topic)) {
      rows.await(FIRST + SECOND, () -> {});
      assertThat(rows.all().stream().map(ProduceIT::key))
          .containsExactlyInAnyOrderElementsOf(
              LongStream.range(0, FIRST + SECOND).mapToObj(Long::toString).toList());
      assertThat(rows.all().stream().map(ConsumerRecord::partition).distinct()).hasSize(3);
    }
    try (Program check = Program.start(directory, "check", "--config", config)) {
      assertThat(check.awaitExit()).as(check.stderr()).isZero();
      assertThat(check.stdout()).contains("0 rejected");
    }
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }

  private String produce(Path config, int examples) throws Exception {
    try (Program program =
        Program.start(
            directory,
            "produce",
            "--config",
            config,
            "--stream",
            "rbf",
            "--rate",
            "0",
            "--examples",
            examples)) {
      assertThat(program.awaitExit()).as(program.stderr()).isZero();
      return program.stderr();
    }
  }

  private Path config(String topic, String format, String kafka, String label) throws Exception {
    return Files.writeString(
        directory.resolve(topic + ".yaml"),
        """
        input: {topic: %s, %s}
        mapping: {label: %s, task: classification}
        kafka: {bootstrap.servers: "%s", application.id: %s-learner%s}
        """
            .formatted(topic, format, label, cluster.bootstrapServers(), topic, kafka));
  }
}
