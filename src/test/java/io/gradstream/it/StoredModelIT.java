package io.gradstream.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.embedded.BrokerSettings;
import io.gradstream.embedded.EmbeddedBroker;
import io.gradstream.support.Cluster;
import io.gradstream.support.Program;
import io.gradstream.support.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.internals.ProcessorMetadata;
import org.apache.kafka.streams.processor.internals.TopicPartitionMetadata;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksIterator;

/**
 * What {@code run} does with a model that is stored: goes on with all of it, or says what is lost.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoredModelIT {
  private static final int FAILED = 1;
  private static final int WRONG_CONFIGURATION = 2;
  private static final Pattern GO_ON = Pattern.compile("--to-offset (\\d+) --execute");

  @TempDir private Path directory;

  @AutoClose
  private final Cluster cluster = new Cluster(EmbeddedBroker.inProcess(BrokerSettings.temporary()));

  private final Random random = new Random(11);

  @Test
  void anotherEvaluationKeepsTheModelAndSaysThatScoresBeginAnew() throws Exception {
    send("measured", 300);
    learn("measured", "", 300);
    send("measured", 200);

    try (Program program = run("measured", "evaluation: {window: 50, fading: 0.99}")) {
      awaitLosses("measured", 500, program);
      JsonNode report = stop(program);
      assertThat(program.stderr())
          .contains("restored=true examples=300")
          .containsOnlyOnce("scores start over");
      assertThat(report.path("examples").asInt()).isEqualTo(500);
      assertThat(report.path("weights_crc32c")).isEqualTo(learnedAtOnce("measured", 500));
    }
  }

  @Test
  void anotherDetectorIsRefusedWhereTheLearnerReactsToIt() throws Exception {
    send("reacting", 50);
    learn("reacting", "", 50);

    try (Program program = run("reacting", "evaluation: {drift: page-hinkley}")) {
      assertThat(program.awaitExit()).isEqualTo(WRONG_CONFIGURATION);
      assertThat(program.stderr()).contains("drift=(adwin", "drift=(page-hinkley");
    }
  }

  @Test
  void aStoreThatIsDamagedIsRestoredFromTheChangelog() throws Exception {
    send("damaged", 300);
    learn("damaged", "", 300);
    dropABlock(directory.resolve("state/damaged/0_0/rocksdb/parameters"));
    send("damaged", 100);

    try (Program program = run("damaged", "")) {
      awaitLosses("damaged", 400, program);
      JsonNode report = stop(program);
      assertThat(program.stderr())
          .containsPattern("restoring from the start of the changelog: .*of another commit than");
      assertThat(report.path("weights_crc32c")).isEqualTo(learnedAtOnce("damaged", 400));
    }
  }

  @Test
  void aLostChangelogIsToldWithAWayToGoOn() throws Exception {
    send("lost", 300);
    learn("lost", "", 300);
    cluster.admin().deleteTopics(List.of("lost-parameters-changelog")).all().get();
    delete(directory.resolve("state/lost"));

    setOffset(
        "lost",
        refused(
            "lost",
            "has learned up to input offset 0, but a model that had learned up to 300 was",
            "the changelog lost-parameters-changelog has lost what was learned of offsets 0 to"
                + " 299"));
    assertGoesOn("lost", 600, 300);
  }

  /** As where a changelog has lost its end in an unclean leader election. */
  @Test
  void aModelOlderThanTheCommittedOneIsToldWithAWayToGoOn() throws Exception {
    send("older", 300);
    learn("older", "", 300);
    send("older", 100);
    ProcessorMetadata note = new ProcessorMetadata(Map.of("learned-up-to/partition-0", 400L));
    setOffset("older", new OffsetAndMetadata(400, new TopicPartitionMetadata(0, note).encode()));

    setOffset(
        "older",
        refused(
            "older",
            "has learned up to input offset 300, but a model that had learned up to 400 was",
            "Nothing was learned or overwritten",
            "Start it again.",
            "older-parameters-changelog has lost what was learned of offsets 300 to 399"));
    assertGoesOn("older", 400, 400);
  }

  @Test
  void offsetsThatWereSetForwardOrBackAreRefusedWithAWayToGoOn() throws Exception {
    send("moved", 300);
    learn("moved", "", 300);
    send("moved", 100);

    for (long offset : List.of(350, 10)) {
      setOffset("moved", offset);
      long goOn =
          refused(
              "moved",
              "has learned up to input offset 300, but was given offset " + offset,
              "Offsets of group moved were set without its models");
      assertThat(goOn).isEqualTo(300);
    }
    setOffset("moved", 300);
    assertGoesOn("moved", 400, 400);
  }

  @Test
  void anOffsetThatWasSetBeforeTheFirstStartIsWhereItBegins() throws Exception {
    send("begun", 100);
    setOffset("begun", 60);
    try (Program program = run("begun", "")) {
      awaitLosses("begun", 40, program);
      assertThat(stop(program).path("examples").asInt()).isEqualTo(40);
    }
  }

  /** Has a run refuse its model, in these words; returns the offset that it says to go on with. */
  private long refused(String topic, String... words) throws Exception {
    try (Program program = run(topic, "")) {
      assertThat(program.awaitExit()).isEqualTo(FAILED);
      assertThat(program.stderr()).contains(words).doesNotContain("\tat ");
      return toGoOn(program);
    }
  }

  /**
   * A run publishes losses up to a number in all, and its model is one that learned as many rows.
   */
  private void assertGoesOn(String topic, int losses, int labelled) throws Exception {
    try (Program program = run(topic, "")) {
      awaitLosses(topic, losses, program);
      assertThat(stop(program).path("weights_crc32c")).isEqualTo(learnedAtOnce(topic, labelled));
    }
  }

  private static long toGoOn(Program program) {
    return GO_ON
        .matcher(program.stderr())
        .results()
        .mapToLong(found -> Long.parseLong(found.group(1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(program.stderr()));
  }

  private JsonNode learnedAtOnce(String topic, int labelled) throws Exception {
    try (Program program = run(topic, topic + "-at-once", "")) {
      awaitLosses(topic + "-at-once", labelled, program);
      return stop(program).path("weights_crc32c");
    }
  }

  private void learn(String topic, String section, int labelled) throws Exception {
    try (Program program = run(topic, section)) {
      awaitLosses(topic, labelled, program);
      stop(program);
    }
  }

  private void awaitLosses(String application, int count, Program program) throws Exception {
    await(application + "-losses")
        .atMost(Duration.ofMinutes(2))
        .failFast(program::assertRunning)
        .until(() -> cluster.topics().contains(application + "-losses"));
    try (TopicReader losses = cluster.committed(application + "-losses")) {
      losses.await(count, program::assertRunning);
    }
  }

  private static JsonNode stop(Program program) throws Exception {
    assertThat(program.terminate()).as(program.stderr()).isEqualTo(Program.TERMINATED);
    return new ObjectMapper().readTree(program.stdout());
  }

  private Program run(String topic, String section) throws IOException {
    return run(topic, topic, section);
  }

  private Program run(String topic, String application, String section) throws IOException {
    Path config =
        Files.writeString(
            directory.resolve(application + ".yaml"),
            """
            input: {topic: %s, format: json}
            output: {format: json, prefix: %s}
            mapping: {label: y, classes: [low, high], features: [{path: x, kind: numeric}]}
            http: {port: null}
            %s
            kafka:
              bootstrap.servers: %s
              application.id: %2$s
              state.dir: %s
              session.timeout.ms: 6000
            """
                .formatted(
                    topic,
                    application,
                    section,
                    cluster.bootstrapServers(),
                    directory.resolve("state")));
    return Program.start(directory, "run", "--json", "--config", config);
  }

  private void send(String topic, int count) throws Exception {
    if (!cluster.topics().contains(topic)) {
      cluster.createTopic(topic, 1);
    }
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double x = random.nextGaussian();
      String json = "{\"x\": %s, \"y\": \"%s\"}".formatted(x, x > 0 ? "high" : "low");
      records.add(new ProducerRecord<>(topic, json.getBytes(UTF_8)));
    }
    cluster.send(records);
  }

  /** By hand, which is possible once no member is left. */
  private void setOffset(String group, long offset) {
    setOffset(group, new OffsetAndMetadata(offset));
  }

  private void setOffset(String group, OffsetAndMetadata offset) {
    await("offset of an empty group")
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptions()
        .until(
            () -> {
              Map<TopicPartition, OffsetAndMetadata> offsets =
                  Map.of(new TopicPartition(group, 0), offset);
              cluster.admin().alterConsumerGroupOffsets(group, offsets).all().get();
              return true;
            });
  }

  private static void dropABlock(Path store) throws Exception {
    List<ColumnFamilyDescriptor> families =
        List.of(
            new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY),
            new ColumnFamilyDescriptor("offsets".getBytes(UTF_8)));
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    try (DBOptions options = new DBOptions();
        RocksDB database = RocksDB.open(options, store.toString(), families, handles)) {
      try (RocksIterator entries = database.newIterator(handles.getFirst())) {
        entries.seekToLast();
        database.delete(handles.getFirst(), entries.key());
      }
      handles.forEach(ColumnFamilyHandle::close);
    }
  }

  private static void delete(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(directory)) {
      files = found.sorted((one, other) -> other.compareTo(one)).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
