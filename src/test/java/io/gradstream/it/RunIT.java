package io.gradstream.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.app.LearningApplication;
import io.gradstream.config.ConfigurationReader;
import io.gradstream.embedded.BrokerSettings;
import io.gradstream.embedded.EmbeddedBroker;
import io.gradstream.learning.Learner;
import io.gradstream.status.PartitionStatus;
import io.gradstream.support.Cluster;
import io.gradstream.support.Program;
import io.gradstream.support.Published;
import io.gradstream.support.TopicReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code run} does with topics, partitions and a model that is already there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunIT {
  private static final int WRONG_CONFIGURATION = 2;

  private static final int HTTP_OK = 200;
  private static final Pattern ENDPOINT = Pattern.compile("metrics and health at (http://\\S+)");

  @TempDir private Path directory;

  @AutoClose
  private final Cluster cluster = new Cluster(EmbeddedBroker.inProcess(BrokerSettings.temporary()));

  private final Events events = new Events(new Random(5));

  @Test
  void eachPartitionHasAModelThatLearnsWhatIsLabelled() throws Exception {
    cluster.createTopic("two", 2);
    cluster.createTopic("two-losses", 1);
    List<GenericRecord> first = send("two", 0, "1", null, null, "many");
    List<GenericRecord> second = send("two", 1, null, "2.5", "1");
    try (LearningApplication application = application(configure("two", 64))) {
      application.start();
      try (TopicReader predictions = cluster.committed("two-predictions");
          TopicReader losses = cluster.committed("two-losses")) {
        assertThat(versions(Published.predictions(await(predictions, 7, application))))
            .containsExactlyInAnyOrder(
                "0-0 by 0", "0-1 by 1", "0-2 by 1", "0-3 by 1", "1-0 by 0", "1-1 by 0", "1-2 by 1");
        assertThat(versions(Published.losses(await(losses, 4, application))))
            .containsExactlyInAnyOrder("0-0 by 0", "0-3 by 1", "1-1 by 0", "1-2 by 1");
      }
      application.stop();

      assertThat(application.board().partitions())
          .extracting(PartitionStatus::weightsCrc32c)
          .containsExactly(weightsAfter(first, application), weightsAfter(second, application));
      assertThat(partitions("two-predictions")).isEqualTo(2);
      assertThat(partitions("two-rejects")).isEqualTo(2);
      assertThat(partitions("two-losses")).as("it was there before").isEqualTo(1);
    }
  }

  @Test
  void anInputTopicThatIsMissingIsAWrongConfiguration() throws Exception {
    try (Program program = Program.start(directory, "run", "--config", configure("absent", 64))) {
      assertThat(program.awaitExit()).isEqualTo(WRONG_CONFIGURATION);
      assertThat(program.stderr()).contains("input.topic: got absent, wants a topic that exists");
    }
    assertThat(cluster.topics()).noneMatch(topic -> topic.startsWith("absent"));
  }

  @Test
  void rejectsAreToldAndThatThereIsNothingElse() throws Exception {
    cluster.createTopic("bad", 1);
    byte[] garbage = {1, 2, 3};
    cluster.send(
        List.of(
            new ProducerRecord<>("bad", garbage),
            new ProducerRecord<>("bad", null),
            new ProducerRecord<>("bad", garbage)));
    try (Program program =
            Program.start(directory, "run", "--json", "--config", configure("bad", 64));
        TopicReader rejects = openedOnceThere("bad-rejects", program)) {
      rejects.await(3, program::assertRunning);
      program.awaitStderr(
          Pattern.compile("all that came were rejected, for .null_value=1, undecodable=2.; "));
      assertThat(program.terminate()).isEqualTo(Program.TERMINATED);

      JsonNode report = new ObjectMapper().readTree(program.stdout());
      assertThat(report.path("refused").asInt()).isEqualTo(3);
      assertThat(report.path("rejects"))
          .isEqualTo(new ObjectMapper().readTree("{\"null_value\": 1, \"undecodable\": 2}"));
    }
  }

  private TopicReader openedOnceThere(String topic, Program program) {
    Awaitility.await(topic)
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> {
              program.assertRunning();
              return cluster.topics().contains(topic);
            });
    return cluster.committed(topic);
  }

  @ParameterizedTest
  @CsvSource({"leaves, client.id, 0", "stays, group.instance.id, 1"})
  void aStopEndsTheMembershipUnlessItIsStatic(String topic, String setting, int members)
      throws Exception {
    cluster.createTopic(topic, 1);
    send(topic, 0, "1");
    assertThat(learn(configure(topic, 64, setting + ": one"), 1)).isEqualTo(1);

    assertThat(cluster.members(topic)).hasSize(members);
  }

  @Test
  void aModelOfAnotherConfigurationIsRefusedAndStays() throws Exception {
    cluster.createTopic("kept", 1);
    List<GenericRecord> all = new ArrayList<>(send("kept", 0, "1", "many", "1"));
    Path config = configure("kept", 64);
    assertThat(learn(config, 3)).isEqualTo(3);

    Path other = configure("kept", 32);
    try (Program program = Program.start(directory, "run", "--config", other)) {
      assertThat(program.awaitExit()).as(program.stderr()).isEqualTo(WRONG_CONFIGURATION);
      assertThat(program.stderr())
          .containsOnlyOnce("is not the configured model; nothing was overwritten")
          .doesNotContain("\tat ")
          .contains("4 - 64 relu - 3")
          .contains("4 - 32 relu - 3")
          .contains(
              "Restore the old configuration, or else train a new model under another"
                  + " application.id.");
    }
    assertThat(cluster.members("kept")).as("what a refused start leaves in the group").isEmpty();

    all.addAll(send("kept", 0, "2.5"));
    try (LearningApplication application = application(configure("kept", 64))) {
      application.start();
      try (TopicReader losses = cluster.committed("kept-losses")) {
        await(losses, 4, application);
      }
      application.stop();
      assertThat(application.board().partitions())
          .singleElement()
          .returns(true, PartitionStatus::restored)
          .returns(weightsAfter(all, application), PartitionStatus::weightsCrc32c);
    }
  }

  @Test
  void offsetsThatWereResetWithoutTheModelAreAFailure() throws Exception {
    cluster.createTopic("reset", 1);
    send("reset", 0, "1", "many", "1");
    Path config = configure("reset", 64);
    assertThat(learn(config, 3)).isEqualTo(3);
    Awaitility.await("the group is empty")
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptions()
        .until(
            () -> {
              Map<TopicPartition, OffsetAndMetadata> start =
                  Map.of(new TopicPartition("reset", 0), new OffsetAndMetadata(0));
              cluster.admin().alterConsumerGroupOffsets("reset", start).all().get();
              return true;
            });

    try (LearningApplication application = application(config)) {
      application.start();
      assertThat(application.awaitFailure(Duration.ofMinutes(2))).isTrue();
      assertThat(application.health().failure())
          .get()
          .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
          .hasStackTraceContaining("has learned up to input offset 3, but was given offset 0 next");
    }
    assertThat(cluster.members("reset")).as("what a failure leaves in the group").isEmpty();
  }

  @Test
  void aSettingThatNoClientKnowsIsTold() throws Exception {
    Path config = configure("absent", 64);
    Files.writeString(
        config, Files.readString(config) + "  session.timoeut.ms: 5\n  audit.target: x\n");
    try (Program program = Program.start(directory, "run", "--config", config)) {
      assertThat(program.awaitExit()).isEqualTo(WRONG_CONFIGURATION);
      assertThat(program.stderr())
          .containsPattern(
              "WARN .*key=kafka[.]session[.]timoeut[.]ms nearest=session[.]timeout[.]ms")
          .containsPattern("INFO .*passed on key=kafka[.]audit[.]target");
    }
  }

  @Test
  void aScrapeShowsWhatIsLearnedAndRejected() throws Exception {
    cluster.createTopic("scraped", 1);
    send("scraped", 0, "1", null, "many", "1");
    cluster.send(List.of(new ProducerRecord<>("scraped", 0, null, new byte[] {1})));
    Path config = configure("scraped", 64);
    Files.writeString(config, Files.readString(config).replace("port: null", "port: 0"));
    try (Program program = Program.start(directory, "run", "--config", config)) {
      URI endpoint = URI.create(program.awaitStderr(ENDPOINT).group(1));
      Awaitility.await("a scrape of all that was sent")
          .atMost(Duration.ofMinutes(1))
          .failFast(program::assertRunning)
          .untilAsserted(
              () ->
                  assertThat(get(endpoint.resolve("/metrics")).body())
                      .contains("gradstream_examples_learned_total{partition=\"0\"} 3.0\n"));
      String scraped = get(endpoint.resolve("/metrics")).body();

      assertThat(scraped)
          .contains("gradstream_rejects_total{reason=\"undecodable\"} 1.0\n")
          .contains("gradstream_rejects_total{reason=\"out_of_range\"} 0.0\n")
          .contains("jvm_memory_used_bytes")
          .doesNotContain("gradstream_mean_absolute_error{");
      for (String score :
          List.of(
              "accuracy",
              "kappa",
              "kappa_temporal",
              "baseline_majority_accuracy",
              "baseline_last_label_accuracy")) {
        assertThat(scopes(scraped, score)).as(score).hasSize(3);
      }
      assertThat(get(endpoint.resolve("/health/ready")).statusCode()).isEqualTo(HTTP_OK);
      try (TopicReader losses = cluster.committed("scraped-losses")) {
        double mean =
            Published.losses(losses.await(3, program::assertRunning)).stream()
                .mapToDouble(Published::loss)
                .average()
                .orElseThrow();
        assertThat(scopes(scraped, "loss")).hasSize(3);
        assertThat(scopes(scraped, "loss").getFirst()).isEqualTo(mean, within(1e-6));
      }
    }
  }

  private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
  }

  /** The values of a score of partition 0: whole, faded, windowed. */
  private static List<Double> scopes(String scraped, String score) {
    List<Double> values = new ArrayList<>();
    for (String scope : List.of("whole", "faded", "windowed")) {
      String series = "gradstream_%s{partition=\"0\",scope=\"%s\"} ".formatted(score, scope);
      scraped
          .lines()
          .filter(line -> line.startsWith(series))
          .map(line -> Double.parseDouble(line.substring(series.length())))
          .forEach(values::add);
    }
    return values;
  }

  /** Learns what is there and returns the number of losses. */
  private int learn(Path config, int labelled) throws Exception {
    try (LearningApplication application = application(config)) {
      application.start();
      try (TopicReader losses = cluster.committed(application.wiring().topics().losses())) {
        return await(losses, labelled, application).size();
      }
    }
  }

  private LearningApplication application(Path config) {
    return new LearningApplication(new ConfigurationReader().read(config));
  }

  private static List<ConsumerRecord<byte[], byte[]>> await(
      TopicReader reader, int count, LearningApplication application) {
    return reader.await(count, () -> assertThat(application.health().failure()).isEmpty());
  }

  private Path configure(String topic, int units) throws IOException {
    return configure(topic, units, "client.id: " + topic);
  }

  private Path configure(String topic, int units, String setting) throws IOException {
    Files.writeString(directory.resolve("event.avsc"), Events.SCHEMA.toString());
    return Files.writeString(
        directory.resolve(topic + units + ".yaml"),
        Events.MAPPING
            + """
            input: {topic: %1$s, schema: event.avsc}
            network: {hidden: [%2$d]}
            http: {port: null}
            kafka:
              bootstrap.servers: %3$s
              application.id: %1$s
              state.dir: %4$s
              %5$s
            """
                .formatted(
                    topic, units, cluster.bootstrapServers(), directory.resolve("state"), setting));
  }

  private List<GenericRecord> send(String topic, int partition, @Nullable String... kinds)
      throws Exception {
    List<GenericRecord> records = new ArrayList<>();
    List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
    for (String kind : kinds) {
      GenericRecord record = events.record();
      record.put("kind", kind);
      records.add(record);
      sent.add(new ProducerRecord<>(topic, partition, null, events.encode(record)));
    }
    cluster.send(sent);
    return records;
  }

  private static int weightsAfter(List<GenericRecord> records, LearningApplication application) {
    Learner learner = application.wiring().models().newModel().learner();
    records.stream()
        .map(Events::example)
        .filter(example -> example.label() != null)
        .forEach(learner::learn);
    return learner.weightsCrc32c();
  }

  private static List<String> versions(List<Published> published) {
    return published.stream()
        .map(one -> "%d-%d by %d".formatted(one.partition(), one.offset(), one.modelVersion()))
        .toList();
  }

  private int partitions(String topic) throws Exception {
    return cluster
        .admin()
        .describeTopics(List.of(topic))
        .allTopicNames()
        .get()
        .values()
        .iterator()
        .next()
        .partitions()
        .size();
  }
}
