package io.gradstream.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gradstream.embedded.Broker;
import io.gradstream.embedded.BrokerSettings;
import io.gradstream.embedded.EmbeddedBroker;
import io.gradstream.learning.pool.DefaultPool;
import io.gradstream.support.ApicurioServer;
import io.gradstream.support.ComposeFile;
import io.gradstream.support.Program;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code docker-compose.yml} runs of this program, without Docker: its commands with its
 * configuration, beside a broker and a registry of the same kinds; then what looks at it.
 */
class ComposedRunIT {
  private static final Path LEARNER = Path.of("compose/learner.yaml");
  private static final Pattern PAGE = Pattern.compile("live page, metrics and health at (\\S+)");
  private static final Pattern RESTORING =
      Pattern.compile("restoring partition \\d: \\d+ % of [\\d,]+ records");

  /** A line of the log that does not begin one on the screen. */
  private static final Pattern GLUED =
      Pattern.compile("(?<!\\n|\\033\\[K)\\d\\d:\\d\\d:\\d\\d[.]\\d{3} (INFO|WARN|ERROR)");

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /**
   * Of this program's own, as docs/operations.md says; all others of an instance are Kafka's and
   * the JVM's.
   */
  private static final int MOST_OWN_SERIES = 600;

  private static final int TOP_INTERVALS = 3;

  @TempDir private Path directory;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void oneLearnerOfAllPartitionsIsSeenByPrometheusAndInTheTerminal() throws Exception {
    ComposeFile file = ComposeFile.read();
    List<String> produce = file.texts("producer", "command");
    int partitions = Integer.parseInt(produce.get(produce.indexOf("--partitions") + 1));
    try (Broker broker = EmbeddedBroker.inProcess(BrokerSettings.temporary());
        ApicurioServer registry = ApicurioServer.start(directory)) {
      Path configuration = configure(file, broker, registry);
      try (Program producer = Program.start(directory, of(produce, configuration));
          Program learner = startLearner(file, configuration, producer)) {
        URI page = URI.create(learner.awaitStderr(PAGE).group(1));
        awaitHealth(page, learner);
        await("all partitions learn, and all that is measured is there")
            .atMost(PATIENCE)
            .untilAsserted(
                () -> {
                  producer.assertRunning();
                  learner.assertRunning();
                  assertAllIsShownAndBounded(series(page), partitions);
                });
        assertTopShows(page, partitions);
        learner.kill();
        assertRestorationIsShown(file, configuration);
      }
    }
  }

  /** With the addresses that it has here. */
  private Path configure(ComposeFile file, Broker broker, ApicurioServer registry)
      throws IOException {
    Map<String, String> here =
        Map.of(
            "kafka:19092",
            broker.bootstrapServers(),
            "http://registry:8080/apis/ccompat/v7",
            registry.url(),
            "/var/lib/gradstream",
            directory.resolve("state").toString(),
            "{address: 0.0.0.0}",
            "{port: 0}");
    String text = Files.readString(LEARNER);
    for (Map.Entry<String, String> one : here.entrySet()) {
      assertThat(text).contains(one.getKey());
      text = text.replace(one.getKey(), one.getValue());
    }
    assertThat(file.texts("learner", "command")).contains("/etc/gradstream/learner.yaml");
    return Files.writeString(directory.resolve("learner.yaml"), text);
  }

  private static Object[] of(List<String> command, Path configuration) {
    return command.stream()
        .map(word -> word.endsWith("learner.yaml") ? configuration.toString() : word)
        .toArray();
  }

  /** As soon as the producer is healthy, by its own check. */
  private Program startLearner(ComposeFile file, Path configuration, Program producer)
      throws Exception {
    List<String> check = checkOf(file);
    await("the producer is healthy")
        .atMost(PATIENCE)
        .until(
            () -> {
              producer.assertRunning();
              try (Program probe = Program.start(directory, of(check, configuration))) {
                return probe.awaitExit() == 0;
              }
            });
    return Program.start(directory, of(file.texts("learner", "command"), configuration));
  }

  /** Its health check, without what starts the program. */
  private static List<String> checkOf(ComposeFile file) {
    Map<?, ?> healthcheck =
        (Map<?, ?>) Objects.requireNonNull(file.service("producer").get("healthcheck"));
    List<?> test = (List<?>) Objects.requireNonNull(healthcheck.get("test"));
    return test.stream().skip(2).map(String::valueOf).toList();
  }

  private void awaitHealth(URI page, Program learner) {
    await("the learner is healthy")
        .atMost(PATIENCE)
        .until(
            () -> {
              learner.assertRunning();
              try (Program health = Program.start(directory, "health", "--url", page)) {
                return health.awaitExit() == 0;
              }
            });
  }

  /** Four partitions are the most of which all is shown. */
  private static void assertAllIsShownAndBounded(List<String> series, int partitions) {
    int voices = DefaultPool.members().size() + 1; // And runs of labels.
    int layers = DefaultPool.members().stream().mapToInt(one -> one.hidden().size() + 1).sum();
    assertThat(of(series, "gradstream_weight_norm")).hasSize(layers);
    assertThat(of(series, "gradstream_gradient_norm")).hasSize(layers);
    assertThat(of(series, "gradstream_member_share")).hasSize(partitions * voices);
    assertThat(of(series, "gradstream_auc"))
        .filteredOn(line -> line.contains("windowed"))
        .hasSize(partitions);
    assertThat(of(series, "gradstream_example_loss_count"))
        .hasSize(partitions)
        .noneMatch(line -> line.endsWith(" 0"));
    assertThat(series)
        .filteredOn(line -> line.startsWith("gradstream_"))
        .hasSizeLessThan(MOST_OWN_SERIES);
  }

  private static List<String> of(List<String> series, String name) {
    return series.stream().filter(line -> line.startsWith(name + "{")).toList();
  }

  private List<String> series(URI page) throws Exception {
    return client
        .send(HttpRequest.newBuilder(page.resolve("/metrics")).build(), BodyHandlers.ofLines())
        .body()
        .filter(line -> !line.startsWith("#"))
        .toList();
  }

  private void assertTopShows(URI page, int partitions) throws Exception {
    try (Program top = Program.start(directory, "top", "--url", page)) {
      assertThat(top.awaitExit()).as(top.stderr()).isZero();
      List<String> lines = top.stdout().lines().toList();
      assertThat(lines.getFirst())
          .matches("examples-learner .* classification from examples   running   up .*");
      assertThat(lines)
          .filteredOn(
              line -> line.matches(" {8}\\d +[\\d,]+ +[\\d,]+ +[\\d,]+( +\\d\\.\\d+){4} .*"))
          .hasSize(partitions);
      assertThat(lines).filteredOn(line -> line.matches(" *\\d+ % █+ +\\S.*")).isNotEmpty();
      assertThat(lines.getLast()).isEqualTo("no rejects");
    }
    try (Program top = Program.startInTerminal(directory, "top", "--url", page)) {
      top.awaitStdout(
          Pattern.compile("(\033\\[H\033\\[K.*?){%d}".formatted(TOP_INTERVALS), Pattern.DOTALL));
    }
  }

  /** Of a learner that was killed, and lost its disk. */
  private void assertRestorationIsShown(ComposeFile file, Path configuration) throws Exception {
    Files.move(directory.resolve("state"), directory.resolve("lost"));
    Object[] command = of(file.texts("learner", "command"), configuration);
    try (Program learner = Program.startInTerminal(directory, command)) {
      learner.awaitStdout(RESTORING);
      learner.awaitStdout(Pattern.compile("model opened partition=\\d restored=true"));
      learner.awaitStdout(Pattern.compile("[\\d,]+ examples +[\\d,]+/s   partition \\d: loss \\d"));
      assertThat(learner.stdout()).doesNotContainPattern(GLUED);
    }
  }
}
