package io.gradstream.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.app.LearningApplication;
import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationReader;
import io.gradstream.embedded.Broker;
import io.gradstream.embedded.BrokerSettings;
import io.gradstream.embedded.EmbeddedBroker;
import io.gradstream.live.Monitor;
import io.gradstream.support.Cluster;
import io.gradstream.support.Program;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run tells of what is not as it should be. */
class NoticesIT {
  private static final String TOPIC = "noticed";
  private static final String UNLABELLED = "{\"x\": 1}";
  private static final String LABELLED = "{\"x\": 1, \"y\": \"yes\"}";

  private static final Pattern OPENED = Pattern.compile("model opened");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Broker broker = EmbeddedBroker.inProcess(BrokerSettings.temporary());
  private final Cluster cluster = new Cluster(broker.bootstrapServers());

  @TempDir private Path directory;

  @AfterEach
  void stop() {
    client.close();
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
  void tombstonesThatComeFirstAreNoAlarm() throws Exception {
    cluster.createTopic(TOPIC, 1);
    send(1, 5, null);
    Path config = Files.writeString(directory.resolve("run.yaml"), configuration("null"));
    try (Program program = Program.start(directory, "run", "--config", config)) {
      program.awaitStderr(Pattern.compile(" 0 examples .* 5 rejected"));
      send(1, 1, LABELLED);
      program.awaitStderr(Pattern.compile(" 1 examples .* 5 rejected"));
      assertThat(program.terminate()).isEqualTo(Program.TERMINATED);

      assertThat(program.stderr()).doesNotContain("no record was predicted or learned");
    }
  }

  @Test
  void theSuccessorOfARunThatWasKilledTellsWhatItWaitsFor() throws Exception {
    cluster.createTopic(TOPIC, 1);
    Path config =
        Files.writeString(
            directory.resolve("run.yaml"),
            configuration("null") + "  session.timeout.ms: 600000\n");
    try (Program program = Program.start(directory, "run", "--config", config)) {
      program.awaitStderr(OPENED);
      program.kill();
    }
    try (Program program = Program.start(directory, "run", "--config", config)) {
      program.awaitStderr(
          Pattern.compile(
              "joining group noticed: if a member was killed, it keeps its partitions for up to"
                  + " 600 s"));
    }
  }

  @Test
  void recordsThatWaitForATransactionAreNoIdleInput() throws Exception {
    cluster.createTopic(TOPIC, 1);
    send(1, 3, LABELLED);
    Configuration configuration = new ConfigurationReader().parse(configuration("0"), directory);
    try (LearningApplication application = new LearningApplication(configuration);
        Monitor monitor = Monitor.start(configuration.http(), application);
        Producer<byte[], byte[]> producer = transactional()) {
      URI page = monitor.uri().orElseThrow();
      application.start();
      awaitAnswer(page, "/metrics", 200, "kafka_consumer_lag_records{partition=\"0\"} 0.0\n");

      producer.beginTransaction();
      for (int i = 0; i < 5; i++) {
        producer.send(new ProducerRecord<>(TOPIC, LABELLED.getBytes(UTF_8))).get();
      }
      awaitAnswer(page, "/health/ready", 200, "5 records wait for a transaction to end, for ");
      awaitAnswer(page, "/api/evaluation", 200, "5 records wait for a transaction to end, for ");
      awaitAnswer(page, "/api/evaluation", 200, "\"lag\":5,\"unstable\":5,");
      awaitAnswer(page, "/metrics", 200, "kafka_consumer_lag_records{partition=\"0\"} 5.0\n");
      awaitAnswer(page, "/metrics", 200, "kafka_consumer_unstable_records{partition=\"0\"} 5.0\n");

      producer.commitTransaction();
      awaitAnswer(page, "/health/ready", 200, "{\"status\":\"UP\"}");
      awaitAnswer(
          page, "/metrics", 200, "gradstream_examples_learned_total{partition=\"0\"} 8.0\n");
      awaitAnswer(page, "/metrics", 200, "kafka_consumer_lag_records{partition=\"0\"} 0.0\n");
    }
  }

  @Test
  void anEmptyInputHasNoLag() throws Exception {
    cluster.createTopic(TOPIC, 1);
    Configuration configuration = new ConfigurationReader().parse(configuration("0"), directory);
    try (LearningApplication application = new LearningApplication(configuration);
        Monitor monitor = Monitor.start(configuration.http(), application)) {
      application.start();

      URI page = monitor.uri().orElseThrow();
      awaitAnswer(page, "/metrics", 200, "kafka_consumer_lag_records{partition=\"0\"} 0.0\n");
      awaitAnswer(page, "/health/ready", 200, "{\"status\":\"UP\"}");
    }
  }

  private Producer<byte[], byte[]> transactional() {
    Producer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "one"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    return producer;
  }

  private void awaitAnswer(URI page, String path, int status, String text) {
    Awaitility.await(text)
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              HttpResponse<String> answer = fetch(page.resolve(path));
              assertThat(answer.body()).contains(text);
              assertThat(answer.statusCode()).isEqualTo(status);
            });
  }

  private HttpResponse<String> fetch(URI uri) throws Exception {
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** A number of records to each partition. */
  private void send(int partitions, int count, @Nullable String value) throws Exception {
    byte[] bytes = value == null ? null : value.getBytes(UTF_8);
    List<ProducerRecord<byte[], byte[]>> records =
        IntStream.range(0, partitions * count)
            .mapToObj(n -> new ProducerRecord<byte[], byte[]>(TOPIC, n % partitions, null, bytes))
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
        .formatted(port, broker.bootstrapServers(), directory.resolve("state"));
  }
}
