package io.gradstream.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that goes and comes back. */
class OutageIT {
  private static final String TOPIC = "interrupted";
  private static final Pattern PAGE = Pattern.compile("live page, metrics and health at (\\S+)");
  private static final String AWAY = "waiting for the broker bootstrapServers=";
  private static final String BACK = "the broker answers again bootstrapServers=";
  private static final int SOME = 300;

  private final HttpClient client = HttpClient.newHttpClient();
  @TempDir private Path directory;
  private Broker broker;
  private Path config;

  @SuppressWarnings("NullAway.Init") // JUnit calls start before anything else.
  OutageIT() {}

  @BeforeEach
  void start() throws Exception {
    broker = startBroker();
    config =
        Files.writeString(
            directory.resolve("config.yaml"),
            """
            input: {topic: %s, format: json}
            mapping: {label: label, task: classification}
            network: {hidden: [4]}
            http: {port: 0}
            kafka: {bootstrap.servers: "%s", application.id: %s, state.dir: %s}
            """
                .formatted(TOPIC, broker.bootstrapServers(), TOPIC, directory.resolve("state")));
  }

  @AfterEach
  void stop() {
    client.close();
    broker.close();
  }

  /** At the same port, with what the last one held. */
  private Broker startBroker() {
    return EmbeddedBroker.inProcess(BrokerSettings.keptIn(directory.resolve("broker")));
  }

  @Test
  void aRunShowsItAndTellsItOnceWhenItBeginsAndOnceWhenItEnds() throws Exception {
    try (Cluster cluster = new Cluster(broker.bootstrapServers())) {
      cluster.createTopic(TOPIC, 1);
      byte[] value = "{\"x\": 1, \"label\": \"yes\"}".getBytes(UTF_8);
      cluster.send(List.of(new ProducerRecord<>(TOPIC, value)));
    }
    try (Program program = Program.start(directory, "run", "--config", config)) {
      URI page = URI.create(program.awaitStderr(PAGE).group(1));
      awaitAnswer(page, "/health/ready", 200, "{\"status\":\"UP\"}");

      broker.close();
      awaitAnswer(page, "/health/ready", 503, "waiting for the broker: no contact for");
      awaitAnswer(page, "/health/live", 200, "{\"status\":\"UP\"}");
      program.awaitStderr(Pattern.compile(AWAY));

      broker = startBroker();
      program.awaitStderr(Pattern.compile(BACK + ".* silentSeconds=\\d+"));
      awaitAnswer(page, "/health/ready", 200, "{\"status\":\"UP\"}");
      assertThat(program.terminate()).isEqualTo(Program.TERMINATED);
      assertThat(count(AWAY, program)).isEqualTo(count(BACK, program));
    }
  }

  @Test
  void produceWaitsItOutOrIsStoppedAndWritesEachRowOnce() throws Exception {
    try (Program program = produce(1_000_000)) {
      awaitRows(SOME, program);
      broker.close();
      program.awaitStderr(Pattern.compile(AWAY));
      broker = startBroker();
      program.awaitStderr(Pattern.compile(BACK + ".* silentSeconds=\\d+"));
      awaitRows(2 * SOME, program);

      broker.close();
      Awaitility.await("the next outage")
          .atMost(Duration.ofMinutes(1))
          .until(() -> count(AWAY, program) > count(BACK, program));
      assertThat(program.terminate()).isEqualTo(Program.TERMINATED);
      assertThat(program.stderr())
          .doesNotContain("giving up")
          .containsPattern("[\\d,]+ examples written");
    }
    broker = startBroker();
    try (Program program = produce(SOME)) {
      assertThat(program.awaitExit()).as(program.stderr()).isZero();
    }
    try (Cluster cluster = new Cluster(broker.bootstrapServers());
        TopicReader rows = cluster.committed(TOPIC)) {
      List<Long> numbers =
          rows.all().stream().map(row -> Long.parseLong(new String(row.key(), UTF_8))).toList();
      assertThat(numbers)
          .hasSizeGreaterThanOrEqualTo(3 * SOME)
          .containsExactlyInAnyOrderElementsOf(
              LongStream.range(0, numbers.size()).boxed().toList());
    }
  }

  /** On a slow machine an outage may be seen where there was none; each has an end. */
  private static int count(String told, Program program) {
    return program.stderr().split(told, -1).length - 1;
  }

  private Program produce(int examples) throws Exception {
    return Program.start(
        directory,
        "produce",
        "--config",
        config,
        "--stream",
        "rbf",
        "--rate",
        "500",
        "--examples",
        examples);
  }

  private void awaitRows(int count, Program program) throws Exception {
    try (Cluster cluster = new Cluster(broker.bootstrapServers())) {
      Awaitility.await("the topic")
          .atMost(Duration.ofMinutes(1))
          .until(() -> cluster.topics().contains(TOPIC));
      try (TopicReader rows = cluster.committed(TOPIC)) {
        rows.await(count, program::assertRunning);
      }
    }
  }

  private void awaitAnswer(URI page, String path, int status, String text) {
    Awaitility.await(text)
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              HttpRequest request = HttpRequest.newBuilder(page.resolve(path)).build();
              HttpResponse<String> answer =
                  client.send(request, HttpResponse.BodyHandlers.ofString());
              assertThat(answer.body()).contains(text);
              assertThat(answer.statusCode()).isEqualTo(status);
            });
  }
}
