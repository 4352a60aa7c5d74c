package io.gradstream.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.embedded.BrokerSettings;
import io.gradstream.embedded.EmbeddedBroker;
import io.gradstream.support.Cluster;
import io.gradstream.support.Program;
import io.gradstream.support.Published;
import io.gradstream.support.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.server.config.ServerLogConfigs;
import org.apache.kafka.server.policy.AlterConfigPolicy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a run does when somebody changes its topics under its feet, or between two runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TopicChangesIT {
  private static final int FAILED = 1;
  private static final int WRONG_CONFIGURATION = 2;
  private static final Pattern OPENED = Pattern.compile("model opened");

  /** A member that stayed in its group would hold up the others longer than a test waits. */
  private static final String LONG_SESSION = "session.timeout.ms: 1200000";

  private static final byte[] HIGH = "{\"x\": 1, \"y\": \"high\"}".getBytes(UTF_8);

  @TempDir private Path directory;

  @AutoClose
  private final Cluster cluster =
      new Cluster(
          EmbeddedBroker.inProcess(
              BrokerSettings.temporary()
                  .with(
                      ServerLogConfigs.ALTER_CONFIG_POLICY_CLASS_NAME_CONFIG,
                      FrozenTopic.class.getName())));

  @Test
  void anInputThatGrowsGetsModelsForItsNewPartitions() throws Exception {
    cluster.createTopic("grows", 1);
    send("grows", 0, 2);
    try (TopicReader losses = losses("grows")) {
      try (Program program = run("grows", LONG_SESSION)) {
        losses.await(2, program::assertRunning);
        grow("grows", 3);
        send("grows", 2, 1);
        losses.await(3, program::assertRunning);
        send("grows", 0, 1);
        losses.await(4, program::assertRunning);

        assertThat(program.stderr())
            .contains("the input topic has grown")
            .contains("topic=grows partitions=3 before=1")
            .doesNotContain("StreamsResetter");
        assertThat(cluster.members("grows")).hasSize(1);
        assertThat(program.terminate()).as(program.stderr()).isEqualTo(Program.TERMINATED);
      }
      grow("grows", 4);
      send("grows", 3, 1);
      send("grows", 0, 1);
      try (Program program = run("grows", LONG_SESSION)) {
        losses.await(6, program::assertRunning);
      }

      assertThat(Published.losses(losses.all()).stream().map(TopicChangesIT::coordinates))
          .containsExactlyInAnyOrder(
              "0-0 by 0", "0-1 by 1", "2-0 by 0", "0-2 by 2", "3-0 by 0", "0-3 by 3");
      assertThat(partitions("grows-parameters-changelog")).isEqualTo(4);
      assertThat(partitions("grows-losses")).as("records go by their keys").isEqualTo(1);
    }
  }

  @Test
  void anInputThatIsDeletedIsNamedAndTheGroupIsLeft() throws Exception {
    cluster.createTopic("deleted", 1);
    try (Program program = run("deleted", LONG_SESSION)) {
      program.awaitStderr(OPENED);
      cluster.admin().deleteTopics(List.of("deleted")).all().get();

      assertThat(program.awaitExit()).as(program.stderr()).isEqualTo(FAILED);
      assertThat(program.stderr())
          .contains("input.topic: got deleted, wants a topic that exists")
          .doesNotContain("\tat ");
      assertThat(cluster.members("deleted")).isEmpty();
    }
  }

  @Test
  void anOutputThatIsDeletedIsMadeAgain() throws Exception {
    cluster.createTopic("outputs", 1);
    send("outputs", 0, 2);
    try (Program program = run("outputs", "producer.max.block.ms: 2000");
        TopicReader losses = losses("outputs")) {
      losses.await(2, program::assertRunning);
      cluster.admin().deleteTopics(List.of("outputs-predictions")).all().get();
      send("outputs", 0, 1);

      losses.await(3, program::assertRunning);
      try (TopicReader predictions = cluster.committed("outputs-predictions")) {
        assertThat(Published.predictions(predictions.all()).stream())
            .extracting(TopicChangesIT::coordinates)
            .containsExactly("0-2 by 2");
      }
    }
  }

  @Test
  void aNewInputOfTheSameNameIsNotTakenForTheOldOne() throws Exception {
    cluster.createTopic("again", 1);
    send("again", 0, 2);
    try (Program program = run("again", LONG_SESSION);
        TopicReader losses = losses("again")) {
      losses.await(2, program::assertRunning);
      cluster.admin().deleteTopics(List.of("again")).all().get();
      recreate("again", 1);

      assertThat(program.awaitExit()).as(program.stderr()).isEqualTo(FAILED);
      assertThat(program.stderr())
          .containsPattern("input.topic: (again was deleted and created again|got again, wants)")
          .doesNotContain("\tat ");
      assertThat(cluster.members("again")).isEmpty();
    }
  }

  @Test
  void anInputWithFewerPartitionsThanModelsIsRefused() throws Exception {
    cluster.createTopic("fewer", 2);
    send("fewer", 1, 1);
    learn("fewer", 1);
    cluster.admin().deleteTopics(List.of("fewer")).all().get();
    recreate("fewer", 1);

    try (Program program = run("fewer", LONG_SESSION)) {
      assertThat(program.awaitExit()).as(program.stderr()).isEqualTo(WRONG_CONFIGURATION);
      assertThat(program.stderr())
          .contains(
              "fewer has 1 partitions, but fewer-parameters-changelog the models of 2",
              "another application.id");
    }
  }

  @Test
  void aChangelogOfVersion010TakesWhatIsLearnedFromRecordsOfTheFuture() throws Exception {
    createChangelogOfVersion010("future");
    create(
        "future", Map.of(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, "" + Long.MAX_VALUE));
    long inAYear = System.currentTimeMillis() + Duration.ofDays(365).toMillis();
    try (Program program = run("future", LONG_SESSION);
        TopicReader losses = losses("future")) {
      cluster.send(List.of(new ProducerRecord<>("future", 0, inAYear, null, HIGH)));
      losses.await(1, program::assertRunning);
      assertThat(program.stderr())
          .contains("changelog now stamps records when they are appended")
          .contains("topic=future-parameters-changelog");
    }
  }

  @Test
  void aChangelogThatMayNotBeAlteredIsToldAndUsed() throws Exception {
    createChangelogOfVersion010("frozen");
    cluster.createTopic("frozen", 1);
    send("frozen", 0, 1);
    try (Program program = run("frozen", LONG_SESSION);
        TopicReader losses = losses("frozen")) {
      losses.await(1, program::assertRunning);
      assertThat(program.stderr())
          .contains("changelog stamps records with the input's timestamps")
          .contains("wants message.timestamp.type=LogAppendTime topic=frozen-parameters-changelog")
          .contains("reason=" + FrozenTopic.REASON);
    }
  }

  @Test
  void anotherInputWantsAnotherApplication() throws Exception {
    cluster.createTopic("one", 1);
    cluster.createTopic("another", 1);
    cluster
        .admin()
        .alterConsumerGroupOffsets(
            "another", Map.of(new TopicPartition("one", 0), new OffsetAndMetadata(0)))
        .all()
        .get();

    try (Program program = run("another", LONG_SESSION)) {
      assertThat(program.awaitExit()).as(program.stderr()).isEqualTo(WRONG_CONFIGURATION);
      assertThat(program.stderr())
          .contains("kafka.application.id: got another, wants another one for input.topic another")
          .contains("the models of this one have learned one");
    }
  }

  @Test
  void aStateDirectoryInUseIsNamed() throws Exception {
    cluster.createTopic("twice", 1);
    try (Program program = run("twice", LONG_SESSION)) {
      program.awaitStderr(OPENED);
      try (Program second = run("twice", LONG_SESSION)) {
        assertThat(second.awaitExit()).as(second.stderr()).isEqualTo(WRONG_CONFIGURATION);
        assertThat(second.stderr())
            .contains("kafka.state.dir: got " + directory.resolve("state"))
            .contains("wants a directory that no other running instance of twice uses");
      }
    }
  }

  private void learn(String topic, int count) throws Exception {
    try (Program program = run(topic, LONG_SESSION);
        TopicReader losses = losses(topic)) {
      losses.await(count, program::assertRunning);
      assertThat(program.terminate()).as(program.stderr()).isEqualTo(Program.TERMINATED);
    }
  }

  private TopicReader losses(String topic) throws Exception {
    if (!cluster.topics().contains(topic + "-losses")) {
      cluster.createTopic(topic + "-losses", 1);
    }
    return cluster.committed(topic + "-losses");
  }

  private Program run(String topic, String setting) throws IOException {
    Path config =
        Files.writeString(
            directory.resolve(topic + ".yaml"),
            """
            input: {topic: %1$s, format: json}
            mapping: {label: y, classes: [low, high], features: [{path: x, kind: numeric}]}
            network: {hidden: [4]}
            http: {port: null}
            kafka:
              bootstrap.servers: %2$s
              application.id: %1$s
              state.dir: %3$s
              metadata.max.age.ms: 1000
              %4$s
            """
                .formatted(topic, cluster.bootstrapServers(), directory.resolve("state"), setting));
    return Program.start(directory, "run", "--config", config);
  }

  private void send(String topic, int partition, int count) throws Exception {
    cluster.send(
        Stream.generate(() -> new ProducerRecord<byte[], byte[]>(topic, partition, null, HIGH))
            .limit(count)
            .toList());
  }

  private void createChangelogOfVersion010(String application) throws Exception {
    create(
        application + "-parameters-changelog",
        Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
  }

  private void create(String topic, Map<String, String> settings) throws Exception {
    NewTopic wanted = new NewTopic(topic, 1, (short) 1).configs(settings);
    cluster.admin().createTopics(List.of(wanted)).all().get();
  }

  private void grow(String topic, int partitions) throws Exception {
    cluster
        .admin()
        .createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
        .all()
        .get();
  }

  /** A broker may still be busy with the end of the topic. */
  private void recreate(String topic, int partitions) {
    Awaitility.await()
        .ignoreExceptions()
        .until(
            () -> {
              cluster.createTopic(topic, partitions);
              return true;
            });
  }

  private int partitions(String topic) throws Exception {
    Map<String, TopicDescription> found =
        cluster.admin().describeTopics(List.of(topic)).allTopicNames().get();
    return found.values().iterator().next().partitions().size();
  }

  private static String coordinates(Published one) {
    return "%d-%d by %d".formatted(one.partition(), one.offset(), one.modelVersion());
  }

  /** A policy of a broker: the timestamps of some topics stay as they are. */
  public static final class FrozenTopic implements AlterConfigPolicy {
    private static final String REASON = "timestamps of frozen topics stay as they are";

    @Override
    public void configure(Map<String, ?> settings) {}

    @Override
    public void validate(RequestMetadata change) {
      if (change.resource().name().startsWith("frozen")
          && change.configs().containsKey(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG)) {
        throw new PolicyViolationException(REASON);
      }
    }

    @Override
    public void close() {}
  }
}
