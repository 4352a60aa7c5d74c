package io.gradstream.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.app.LearningApplication;
import io.gradstream.app.Monitor;
import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationReader;
import io.gradstream.embedded.Broker;
import io.gradstream.embedded.BrokerSettings;
import io.gradstream.embedded.EmbeddedBroker;
import io.gradstream.support.Cluster;
import io.gradstream.support.Program;
import io.gradstream.support.TopicReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run tells of what is not as it should be. */
class NoticesIT {
  private static final String TOPIC = "noticed";
  private static final String UNLABELLED = "{\"x\": 1}";
  private static final String LABELLED = "{\"x\": 1, \"y\": \"yes\"}";

  private static final Pattern OPENED = Pattern.compile("model opened");

  private static final Pattern BEAT =
      Pattern.compile("kafka_consumer_heartbeat_age_seconds\\{[^}]*\\} \\d");

  private final Broker broker = EmbeddedBroker.inProcess(BrokerSettings.temporary());
  private final Cluster cluster = new Cluster(broker.bootstrapServers());

  @TempDir private Path directory;

  @AfterEach
  void stop() {
    cluster.close();
    broker.close();
  }

  @Test
  void whatHasNoLabelIsToldAndCountedOverAllPartitions() throws Exception {
    cluster.createTopic(TOPIC, 2);
    send(2, 600, UNLABELLED);
    Path config = Files.writeString(directory.resolve("run.yaml"), configuration("null"));
    try (Program program = Program.start(directory, "run", "--config", config)) {
      program.awaitStderr(Pattern.compile("no record had a label: .*mapping[.]label"));
      send(2, 1, LABELLED);

      program.awaitStderr(
          Pattern.compile(" 2 examples .* partition [01]: loss .* 1,200 predicted only"));
      assertThat(program.terminate()).isEqualTo(Program.TERMINATED);
    }
  }

  @Test
  void theSuccessorOfARunThatWasKilledTellsWhatItWaitsFor() throws Exception {
    cluster.createTopic(TOPIC, 1);
    Path config = Files.writeString(directory.resolve("run.yaml"), configuration("null"));
    try (Program program = Program.start(directory, "run", "--config", config)) {
      program.awaitStderr(OPENED);
      program.kill();
    }
    try (Program program = Program.start(directory, "run", "--config", config)) {
      program.awaitStderr(OPENED);

      assertThat(program.stderr())
          .containsOnlyOnce(
              "joining group noticed: a member that is gone keeps its partitions for 10 s at most");
    }
  }

  @Test
  void aRunWhoseBrokerIsAwayIsNotReadyButAlive() throws Exception {
    cluster.createTopic(TOPIC, 1);
    send(1, 3, LABELLED);
    Configuration configuration = new ConfigurationReader().parse(configuration("0"), directory);
    try (LearningApplication application = new LearningApplication(configuration);
        Monitor monitor = Monitor.start(configuration.http(), application);
        HttpClient client = HttpClient.newHttpClient()) {
      URI page = monitor.uri().orElseThrow();
      application.start();
      try (TopicReader losses = cluster.committed(TOPIC + "-losses")) {
        losses.await(3, () -> assertThat(application.failure()).isEmpty());
      }
      assertThat(fetch(client, page.resolve("/health/ready")).statusCode()).isEqualTo(200);
      Awaitility.await("a heartbeat")
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () ->
                  assertThat(fetch(client, page.resolve("/metrics")).body()).containsPattern(BEAT));
      broker.close();

      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () ->
                  assertThat(fetch(client, page.resolve("/health/ready")).body())
                      .contains("waiting for the broker: no contact for"));
      assertThat(fetch(client, page.resolve("/health/ready")).statusCode()).isEqualTo(503);
      assertThat(fetch(client, page.resolve("/health/live")).statusCode()).isEqualTo(200);
    }
  }

  private static HttpResponse<String> fetch(HttpClient client, URI uri) throws Exception {
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** So many records to each partition. */
  private void send(int partitions, int count, String value) throws Exception {
    List<ProducerRecord<byte[], byte[]>> records =
        IntStream.range(0, partitions * count)
            .mapToObj(
                n ->
                    new ProducerRecord<byte[], byte[]>(
                        TOPIC, n % partitions, null, value.getBytes(UTF_8)))
            .toList();
    cluster.send(records);
  }

  private String configuration(String port) {
    return """
    input: {topic: noticed, format: json}
    mapping: {label: y, task: classification, features: [x]}
    network: {hidden: [4]}
    http: {port: %s}
    kafka:
      bootstrap.servers: %s
      application.id: noticed
      state.dir: %s
    """
        .formatted(port, broker.bootstrapServers(), directory);
  }
}
