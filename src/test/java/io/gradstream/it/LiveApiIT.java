package io.gradstream.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.app.LearningApplication;
import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationException;
import io.gradstream.config.ConfigurationReader;
import io.gradstream.embedded.Broker;
import io.gradstream.embedded.BrokerSettings;
import io.gradstream.embedded.EmbeddedBroker;
import io.gradstream.live.Monitor;
import io.gradstream.support.Cluster;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the live page asks a running process for; the keys are those the page reads. */
class LiveApiIT {
  private static final Set<String> CLASS_SCORES =
      Set.of(
          "loss",
          "accuracy",
          "majority_accuracy",
          "last_label_accuracy",
          "kappa",
          "kappa_temporal",
          "auc",
          "f1",
          "brier",
          "calibration_error");

  private static final Set<String> VALUE_SCORES =
      Set.of("loss", "mae", "rmse", "r2", "quantile_loss", "mean_mae", "last_value_mae");

  private static final int EXAMPLES = 400;

  private final Broker broker = EmbeddedBroker.inProcess(BrokerSettings.temporary());
  private final Cluster cluster = new Cluster(broker.bootstrapServers());
  private final Events events = new Events(new Random(7));
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir private Path directory;

  @AfterEach
  void stop() {
    client.shutdownNow();
    cluster.close();
    broker.close();
  }

  @Test
  void showsClassesInSeveralPartitions() throws Exception {
    int partitions = 2;
    send("classes", partitions);
    cluster.send(List.of(new ProducerRecord<>("classes", 1, null, new byte[] {1})));
    try (LearningApplication application = application("classes", Events.MAPPING);
        Monitor monitor = start(application)) {
      URI page = monitor.uri().orElseThrow();
      awaitLearned(page, partitions);

      JsonNode model = get(page, "model");
      assertKeys(
          model,
          ("application version task input_topic classes parameters specification kernels"
                  + " started_ms learner scores partitions")
              .split(" "));
      model
          .path("scores")
          .forEach(it -> assertKeys(it, "field", "title", "is_share", "is_baseline"));
      assertThat(model.path("scores").findValuesAsText("field")).hasSameElementsAs(CLASS_SCORES);
      assertThat(model.path("task").asText()).isEqualTo("classification");
      assertThat(model.path("application").asText()).isEqualTo("classes");
      assertThat(texts(model.path("classes"))).containsExactly("1", "2.50", "many");
      assertThat(model.path("partitions")).hasSize(partitions);
      assertTopology(get(page, "topology"));

      JsonNode evaluation = get(page, "evaluation");
      assertThat(evaluation.path("state").asText()).isEqualTo("running");
      assertThat(evaluation.path("omitted").asInt()).isZero();
      for (JsonNode partition : evaluation.path("partitions")) {
        assertEvaluation(partition, CLASS_SCORES);
        assertThat(partition.path("scatter").isNull()).isTrue();
        assertThat(partition.path("lag").isIntegralNumber()).isTrue();
        assertThat(partition.path("members")).isNotEmpty();
        assertKeys(partition.path("members").get(0), "name", "share", "loss");
        assertThat(texts(partition.path("confusion").path("classes")))
            .containsExactly("1", "2.50", "many");
        assertThat(sum(partition.path("confusion").path("counts")))
            .isEqualTo(partition.path("examples").asLong());
        assertKeys(partition.path("calibration").get(0), "confidence", "accuracy", "count");
      }
      assertHistory(get(page, "history"), partitions, "accuracy", "mae");
      JsonNode recent = get(page, "recent");
      assertRecent(recent);
      assertThat(recent.path("predictions").get(0).path("predicted").isTextual()).isTrue();
      assertThat(recent.path("predictions").get(0).path("confidence").asDouble()).isPositive();
      JsonNode reject = recent.path("rejects").get(0);
      assertKeys(reject, "topic", "partition", "offset", "reason", "detail", "time_ms");
      assertThat(reject.path("reason").asText()).isEqualTo("undecodable");
      assertThat(reject.path("offset").asLong()).isEqualTo(EXAMPLES);
    }
  }

  @Test
  void showsValues() throws Exception {
    send("values", 1);
    String mapping = "mapping: {features: [x1, x2], label: x3, task: regression}\n";
    try (LearningApplication application = application("values", mapping);
        Monitor monitor = start(application)) {
      URI page = monitor.uri().orElseThrow();
      awaitLearned(page, 1);

      assertThat(get(page, "model").path("task").asText()).isEqualTo("regression");
      JsonNode partition = get(page, "evaluation").path("partitions").get(0);
      assertEvaluation(partition, VALUE_SCORES);
      assertThat(partition.path("confusion").isNull()).isTrue();
      assertThat(partition.path("calibration").isNull()).isTrue();
      assertThat(partition.path("scatter")).isNotEmpty();
      assertThat(partition.path("scatter").get(0)).hasSize(2);
      assertHistory(get(page, "history"), 1, "mae", "accuracy");
      assertRecent(get(page, "recent"));
      assertThat(get(page, "recent").path("predictions").get(0).path("label").isNumber()).isTrue();
    }
  }

  @Test
  void tellsWhatHappensAsItHappens() throws Exception {
    Set<String> wanted = Set.of("point", "evaluation", "prediction", "reject");
    send("told", 1);
    try (LearningApplication application = application("told", Events.MAPPING);
        Monitor monitor = start(application)) {
      URI page = monitor.uri().orElseThrow();
      awaitLearned(page, 1);
      HttpResponse<Stream<String>> response =
          client.send(
              HttpRequest.newBuilder(page.resolve("/api/events")).build(), BodyHandlers.ofLines());
      Iterator<String> lines = response.body().iterator();
      cluster.send(List.of(new ProducerRecord<>("told", 0, null, new byte[] {1})));

      ObjectNode told = json.createObjectNode();
      String name = "";
      while (!wanted.stream().allMatch(told::has)) {
        String line = lines.next();
        if (line.startsWith("event: ")) {
          name = line.substring("event: ".length());
        } else if (line.startsWith("data: ")) {
          told.set(name, json.readTree(line.substring("data: ".length())));
        }
        if (line.equals("event: point")) { // Of many predictions at once some are not told.
          byte[] value = events.encode(events.record());
          cluster.send(List.of(new ProducerRecord<>("told", 0, null, value)));
        }
      }

      assertKeys(told.path("point"), "t", "examples", "rate", "latency_ms", "partitions");
      assertKeys(told.path("evaluation"), "now_ms", "state", "omitted", "partitions");
      assertThat(told.path("prediction").path("offset").asLong()).isGreaterThan(EXAMPLES);
      assertThat(told.path("reject").path("offset").asLong()).isEqualTo(EXAMPLES);
    }
  }

  @Test
  void aRunAsksForItsTokenAndSaysWhatItWaitsFor() throws Exception {
    cluster.createTopic("guarded", 1);
    Path token = Files.writeString(directory.resolve("token"), "0123456789abcdef0123\n");
    try (LearningApplication application =
            application("guarded", Events.MAPPING, "token-file: token");
        Monitor monitor = Monitor.start(configuration.http(), application)) {
      URI page = monitor.uri().orElseThrow();
      assertThat(monitor.announcement()).get().asString().contains("#token=");
      HttpResponse<String> ready = fetch(page.resolve("/health/ready"));
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.body()).contains("starting: waiting for the broker");
      assertThat(fetch(page.resolve("/api/model")).statusCode()).isEqualTo(401);
    }
    Files.writeString(token, "short");
    try (LearningApplication application =
        application("guarded", Events.MAPPING, "token-file: token")) {
      assertThatThrownBy(() -> Monitor.start(configuration.http(), application))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageStartingWith(
              "http.token-file: got %s (5 characters), wants at least 16", token);
    }
  }

  private Configuration configuration = new ConfigurationReader().defaults();

  private LearningApplication application(String topic, String mapping, String... http)
      throws Exception {
    Files.writeString(directory.resolve("event.avsc"), Events.SCHEMA.toString());
    Path file =
        Files.writeString(
            directory.resolve(topic + ".yaml"),
            mapping
                + """
                input: {topic: %s, schema: event.avsc}
                http: {port: 0%s}
                kafka:
                  bootstrap.servers: %s
                  application.id: %s
                  state.dir: %s
                """
                    .formatted(
                        topic,
                        http.length == 0 ? "" : ", " + String.join(", ", http),
                        broker.bootstrapServers(),
                        topic,
                        directory.resolve("state")));
    configuration = new ConfigurationReader().read(file);
    return new LearningApplication(configuration);
  }

  private Monitor start(LearningApplication application) {
    Monitor monitor = Monitor.start(configuration.http(), application);
    application.start();
    return monitor;
  }

  private void send(String topic, int partitions) throws Exception {
    cluster.createTopic(topic, partitions);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < EXAMPLES * partitions; i++) {
      byte[] value = events.encode(events.record());
      records.add(new ProducerRecord<>(topic, i % partitions, null, value));
    }
    cluster.send(records);
  }

  /** Nearly all are labelled. */
  private void awaitLearned(URI page, int partitions) {
    Awaitility.await("all is learned and shown")
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              JsonNode points = get(page, "history").path("points");
              JsonNode last = points.get(points.size() - 1);
              assertThat(last.path("partitions")).hasSize(partitions);
              for (JsonNode partition : last.path("partitions")) {
                assertThat(partition.path("examples").asInt()).isGreaterThan(EXAMPLES / 2);
              }
              assertThat(get(page, "evaluation").path("state").asText()).isEqualTo("running");
              for (JsonNode partition : get(page, "evaluation").path("partitions")) {
                assertThat(partition.path("lag").isNull()).isFalse();
              }
            });
  }

  private static void assertTopology(JsonNode topology) {
    assertKeys(topology, "nodes", "edges", "text");
    Map<String, String> kinds = new HashMap<>();
    for (JsonNode node : topology.path("nodes")) {
      assertKeys(node, "name", "kind", "label", "topic");
      kinds.put(node.path("name").asText(), node.path("kind").asText());
    }
    assertThat(kinds)
        .containsEntry("examples", "source")
        .containsEntry("decode", "processor")
        .containsEntry("learn", "processor")
        .containsEntry("parameters", "store")
        .containsEntry("predictions", "sink")
        .containsEntry("rejects", "sink");
    assertThat(topology.path("edges"))
        .allSatisfy(
            edge -> {
              assertThat(kinds).containsKeys(edge.path("from").asText(), edge.path("to").asText());
            })
        .anySatisfy(edge -> assertThat(edge.path("to").asText()).isEqualTo("parameters"));
  }

  private static void assertEvaluation(JsonNode partition, Set<String> scores) {
    assertKeys(
        partition,
        "partition",
        "examples",
        "version",
        "drifts",
        "last_drift",
        "lag",
        "unstable",
        "whole",
        "faded",
        "windowed",
        "members",
        "better_baseline",
        "doubts",
        "confusion",
        "calibration",
        "scatter");
    for (String span : List.of("whole", "faded", "windowed")) {
      assertKeys(partition.path(span), scores.toArray(String[]::new));
      assertThat(partition.path(span).path("loss").isNumber()).isTrue();
    }
  }

  private static void assertHistory(
      JsonNode history, int partitions, String known, String unknown) {
    assertKeys(history, "interval_ms", "points");
    assertThat(history.path("interval_ms").asInt()).isEqualTo(1000);
    JsonNode last = history.path("points").get(history.path("points").size() - 1);
    assertKeys(last, "t", "examples", "rate", "latency_ms", "partitions");
    assertThat(last.path("partitions")).hasSize(partitions);
    for (JsonNode partition : last.path("partitions")) {
      assertKeys(
          partition,
          "partition",
          "examples",
          "loss",
          "accuracy",
          "majority_accuracy",
          "last_label_accuracy",
          "mae",
          "mean_mae",
          "last_value_mae",
          "drifts",
          "members");
      assertThat(partition.path(known).isNumber()).isTrue();
      assertThat(partition.path(unknown).isNull()).isTrue();
    }
  }

  private static void assertRecent(JsonNode recent) {
    assertKeys(recent, "predictions", "rejects", "drifts");
    assertThat(recent.path("predictions")).isNotEmpty();
    for (JsonNode prediction : recent.path("predictions")) {
      assertKeys(
          prediction,
          "partition",
          "offset",
          "id",
          "predicted",
          "label",
          "loss",
          "confidence",
          "time_ms");
    }
  }

  private static void assertKeys(JsonNode object, String... keys) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    assertThat(names).as("%s", object).containsExactlyInAnyOrder(keys);
  }

  private static long sum(JsonNode rows) {
    long sum = 0;
    for (JsonNode row : rows) {
      for (JsonNode count : row) {
        sum += count.asLong();
      }
    }
    return sum;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private JsonNode get(URI page, String name) throws Exception {
    HttpResponse<String> response = fetch(page.resolve("/api/" + name));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    return json.readTree(response.body());
  }

  private HttpResponse<String> fetch(URI uri) throws Exception {
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
