package io.gradstream.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.app.LearningApplication;
import io.gradstream.config.ConfigurationReader;
import io.gradstream.embedded.BrokerSettings;
import io.gradstream.embedded.EmbeddedBroker;
import io.gradstream.evaluation.ClassificationScores;
import io.gradstream.serde.registry.SchemaRegistry;
import io.gradstream.status.PartitionStatus;
import io.gradstream.support.ApicurioServer;
import io.gradstream.support.Cluster;
import io.gradstream.support.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** From a topic that nobody has described to a learner, with no edit of the generated file. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InitIT {
  private static final int RECORDS = 4_000;
  private static final int WRONG = 2;

  @TempDir private Path directory;

  @AutoClose
  private final Cluster cluster = new Cluster(EmbeddedBroker.inProcess(BrokerSettings.temporary()));

  @Test
  void learnsANestedTopicInJson() throws Exception {
    send("payments-json", Payments::json);

    Path config = init("payments-json");

    assertThat(config).content().contains("format: json", "label: isFraud", "id: transactionId");
    assertThat(Files.readAllLines(config).stream().filter(line -> !line.strip().startsWith("#")))
        .as("a page, of which few lines are not comments")
        .hasSizeLessThanOrEqualTo(10);
    assertThat(program("check", "--config", config))
        .contains("10: ", "0 rejected", "classes    2: false, true");
    assertBeatsTheMajority(config);
    assertThat(program("check", "--config", config, "--records", "4500", "--json"))
        .contains("\"records\":4000", "\"rejected\":{}");
    assertThat(groups()).as("check belongs to no group").containsExactly("payments-json-learner");
  }

  @Test
  void learnsANestedTopicOfARegistry() throws Exception {
    try (ApicurioServer server = ApicurioServer.start(directory);
        SchemaRegistry registry = SchemaRegistry.of(Map.of("schema.registry.url", server.url()))) {
      int id = registry.idToWrite("payments-avro-value", Payments.SCHEMA);
      Payments encoder = new Payments(0);
      send("payments-avro", payment -> encoder.wire(id, payment));

      Path config = init("payments-avro", "--registry", server.url());

      assertThat(config).content().contains("format: avro-registry", "id: transactionId");
      assertThat(program("check", "--config", config)).contains("0 rejected");
      assertBeatsTheMajority(config);
    }
  }

  @Test
  void aFileThatExistsIsLeftAlone() throws Exception {
    Path mine = Files.writeString(directory.resolve("mine.yaml"), "mine");

    try (Program program =
        Program.start(
            directory,
            "init",
            "--bootstrap-servers",
            cluster.bootstrapServers(),
            "--topic",
            "none",
            "--output",
            mine)) {
      assertThat(program.awaitExit()).isEqualTo(WRONG);
    }
    assertThat(mine).hasContent("mine");
  }

  private void send(String topic, Function<Map<String, @Nullable Object>, byte[]> encode)
      throws Exception {
    cluster.createTopic(topic, 1);
    Payments payments = new Payments(3);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      records.add(new ProducerRecord<>(topic, encode.apply(payments.next())));
    }
    cluster.send(records);
  }

  private Path init(String topic, String... more) throws Exception {
    Path config = directory.resolve(topic + ".yaml");
    List<Object> arguments =
        new ArrayList<>(
            List.of("init", "--bootstrap-servers", cluster.bootstrapServers(), "--topic", topic));
    arguments.addAll(List.of("--output", config));
    arguments.addAll(List.of("--kafka", "state.dir=" + directory.resolve("state")));
    arguments.addAll(List.of(more));
    program(arguments.toArray());
    return config;
  }

  private String program(Object... arguments) throws Exception {
    try (Program program = Program.start(directory, arguments)) {
      assertThat(program.awaitExit()).as(program.stderr()).isZero();
      return program.stdout();
    }
  }

  private static void assertBeatsTheMajority(Path config) {
    try (LearningApplication application =
        new LearningApplication(new ConfigurationReader().read(config))) {
      application.start();
      Awaitility.await("all is read")
          .atMost(Duration.ofMinutes(2))
          .until(
              () -> {
                application.checkFailure();
                return application.board().partitions().stream()
                    .anyMatch(partition -> partition.nextOffset() == RECORDS);
              });
      application.stop();
      assertThat(application.board().partitions())
          .singleElement()
          .extracting(PartitionStatus::evaluation)
          .satisfies(
              evaluation -> {
                ClassificationScores scores = (ClassificationScores) evaluation.whole();
                assertThat(scores.accuracy()).isGreaterThan(scores.majorityAccuracy() + 0.05);
              });
    }
  }

  private List<String> groups() throws Exception {
    return cluster.admin().listGroups().all().get().stream()
        .map(group -> group.groupId())
        .filter(group -> group.startsWith("payments-json") || group.startsWith("gradstream"))
        .toList();
  }
}
