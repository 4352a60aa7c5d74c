package io.gradstream.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationReader;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.Task;
import io.gradstream.dataset.csv.CsvDataset;
import io.gradstream.embedded.Broker;
import io.gradstream.embedded.BrokerSettings;
import io.gradstream.embedded.EmbeddedBroker;
import io.gradstream.source.DatasetFeed;
import io.gradstream.source.DatasetFeed.FeedSettings;
import io.gradstream.source.DatasetTopic;
import io.gradstream.support.Cluster;
import io.gradstream.support.PlainLoop;
import io.gradstream.support.Program;
import io.gradstream.support.Published;
import io.gradstream.support.SeededCsv;
import io.gradstream.support.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code run}, with the default learner, is killed with SIGKILL at random moments, at least once in
 * the middle of a transaction, and started again; or its broker is. Kills it {@value
 * #DEFAULT_KILLS} times; {@code mvn verify -Dit.test=KillIT -Dkill.count=20} more often, {@code
 * -Dkill.seed} at other moments.
 */
class KillIT {
  private static final int DEFAULT_KILLS = 3;
  private static final int KILLS = Integer.getInteger("kill.count", DEFAULT_KILLS);
  private static final long SEED = Long.getLong("kill.seed", 1);

  /** What is awaited before a kill; the rest is for what is learned until the kill hits. */
  private static final int MOST_AWAITED_OF_A_LIFE = 2_000;

  private static final int ROWS_OF_A_LIFE = 10_000;

  private static final Pattern OPENED =
      Pattern.compile("model opened partition=0 restored=\\w+ examples=(\\d+)");

  /** A successor need not wait for the end of the session. */
  private static final String KILLED = "group.instance.id: killed\n  session.timeout.ms: 6000";

  /** Commits time out before a broker is up again, the member's session does not. */
  private static final String IMPATIENT = "producer.max.block.ms: 500\n  session.timeout.ms: 15000";

  private static final Pattern PAGE = Pattern.compile("metrics and health at (\\S+)");
  private static final String INTERRUPTED = "learning interrupted";

  @TempDir private Path directory;

  @Test
  void endsAsThePlainLoopDoesHoweverOftenItIsKilled() throws Exception {
    Dataset dataset = dataset();
    try (Broker broker =
            EmbeddedBroker.inProcess(BrokerSettings.keptIn(directory.resolve("broker")));
        Cluster cluster = new Cluster(broker.bootstrapServers())) {
      Path config = prepare(dataset, cluster, broker, KILLED);

      Outcome outcome = runAndKill(config, cluster, Math.toIntExact(dataset.size().orElseThrow()));

      PlainLoop expected = assertEndsAsThePlainLoopDoes(dataset, config, outcome.report, cluster);
      Path scalar =
          configure("scalar", broker, new DatasetTopic(dataset, defaults().mapping()), KILLED);
      assertThat(PlainLoop.over(dataset, new ConfigurationReader().read(scalar)))
          .isEqualTo(expected);
      assertThat(outcome.restoredExamples)
          .hasSizeGreaterThanOrEqualTo(KILLS)
          .isSorted()
          .first()
          .satisfies(examples -> assertThat(examples).isBetween(1, expected.losses().size() - 1));
    }
  }

  /** Until a stream thread was replaced too, which Kafka Streams spares most outages. */
  @Test
  void waitsForItsBrokerHoweverOftenThatIsKilled() throws Exception {
    Dataset dataset = dataset();
    Broker broker = childBroker();
    try (Cluster cluster = new Cluster(broker.bootstrapServers())) {
      Path config = prepare(dataset, cluster, broker, IMPATIENT);
      try (Program program = Program.start(directory, "run", "--config", config, "--json");
          TopicReader predictions = cluster.committed("examples-predictions")) {
        String page = program.awaitStderr(PAGE).group(1);
        program.awaitStderr(OPENED);
        int rows = Math.toIntExact(dataset.size().orElseThrow());
        int mostOutages = rows / MOST_AWAITED_OF_A_LIFE - 1;
        int outages = 0;
        // On a slow machine the learner may ride all of them out.
        while (outages < KILLS
            || (outages < mostOutages && !program.stderr().contains(INTERRUPTED))) {
          predictions.await(++outages * MOST_AWAITED_OF_A_LIFE, program::assertRunning);
          killBroker();
          broker.close();
          String servers = broker.bootstrapServers();
          broker = childBroker();
          assertThat(broker.bootstrapServers()).isEqualTo(servers);
        }
        predictions.await(rows, program::assertRunning);
        try (Program health = Program.start(directory, "health", "--url", page)) {
          assertThat(health.awaitExit()).as(health.stdout() + health.stderr()).isZero();
        }
        assertThat(program.terminate()).as(program.stderr()).isEqualTo(Program.TERMINATED);
        assertThat(program.stderr()).doesNotContain("\tat ");

        JsonNode report = new ObjectMapper().readTree(program.stdout());
        assertEndsAsThePlainLoopDoes(dataset, config, report, cluster);
      }
    } finally {
      broker.close();
    }
  }

  private Broker childBroker() {
    return EmbeddedBroker.childProcess(BrokerSettings.keptIn(directory.resolve("broker")));
  }

  private static void killBroker() {
    ProcessHandle.current()
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains("BrokerProcess"))
        .forEach(
            child -> {
              child.destroyForcibly();
              child.onExit().join();
            });
  }

  /** In which after a third of the rows low is high, and high low. */
  private Dataset dataset() throws IOException {
    Path csv = directory.resolve("stream.csv");
    int rows = (KILLS + 1) * ROWS_OF_A_LIFE;
    SeededCsv.write(csv, rows, SEED, rows / 3);
    return CsvDataset.open(csv, SeededCsv.LABEL, Task.AUTO);
  }

  private static Configuration defaults() {
    return new ConfigurationReader().defaults();
  }

  private Path prepare(Dataset dataset, Cluster cluster, Broker broker, String settings)
      throws Exception {
    DatasetTopic records = new DatasetTopic(dataset, defaults().mapping());
    write(dataset, records, cluster, broker.bootstrapServers());
    return configure("best", broker, records, settings);
  }

  private static PlainLoop assertEndsAsThePlainLoopDoes(
      Dataset dataset, Path config, JsonNode report, Cluster cluster) throws Exception {
    PlainLoop expected = PlainLoop.over(dataset, new ConfigurationReader().read(config));
    assertThat(report.path("weights_crc32c").asText()).isEqualTo(expected.weightsCrc32c());
    assertThat(report.path("examples").asInt()).isEqualTo(expected.losses().size());
    try (TopicReader predictions = cluster.committed("examples-predictions");
        TopicReader losses = cluster.committed("examples-losses");
        TopicReader rejects = cluster.committed("examples-rejects")) {
      assertThat(Published.losses(losses.all())).isEqualTo(expected.losses());
      assertThat(Published.predictions(predictions.all())).isEqualTo(expected.predictions());
      assertThat(rejects.all()).isEmpty();
    }
    return expected;
  }

  private record Outcome(List<Integer> restoredExamples, JsonNode report) {}

  private Outcome runAndKill(Path config, Cluster cluster, int rows) throws Exception {
    Random random = new Random(SEED);
    List<Integer> restored = new ArrayList<>();
    boolean withinTransaction = false;
    try (TopicReader predictions = cluster.committed("examples-predictions");
        TopicReader attempts = cluster.uncommitted("examples-predictions")) {
      for (int life = 0; ; life++) {
        try (Program program = Program.start(directory, "run", "--config", config, "--json")) {
          int opened = Integer.parseInt(program.awaitStderr(OPENED).group(1));
          if (life > 0) {
            restored.add(opened);
          }
          if (life >= KILLS && withinTransaction) {
            predictions.await(rows, program::assertRunning);
            assertThat(program.terminate()).as(program.stderr()).isEqualTo(Program.TERMINATED);
            return new Outcome(restored, new ObjectMapper().readTree(program.stdout()));
          }
          // What a killed transaction left is aborted by now: the rest is from this life.
          int before = life == 0 ? 0 : predictions.all().size();
          int wanted = Math.min(rows, before + 1 + random.nextInt(MOST_AWAITED_OF_A_LIFE));
          predictions.await(wanted, program::assertRunning);
          await().pollDelay(Duration.ofMillis(random.nextInt(150))).until(() -> true);
          program.kill();
          withinTransaction |= attempts.all().size() > predictions.all().size();
        }
      }
    }
  }

  /** With little lingering, transactions that are killed have written most of what they would. */
  private Path configure(String kernels, Broker broker, DatasetTopic records, String settings)
      throws IOException {
    Files.writeString(directory.resolve("example.avsc"), records.schema().toString());
    return Files.writeString(
        directory.resolve(kernels + ".yaml"),
        """
        input: {topic: examples, schema: example.avsc}
        mapping: {label: %s, classes: %s, features: %s}
        learner: {kernels: %s}
        http: {port: 0}
        kafka:
          bootstrap.servers: %s
          application.id: killed
          state.dir: %s
          %s
          producer.linger.ms: 10
          max.poll.records: 200
        """
            .formatted(
                SeededCsv.LABEL,
                records.mapping().classes(),
                features(records),
                kernels,
                broker.bootstrapServers(),
                directory.resolve("state"),
                settings));
  }

  /** Named as the plain loop names them: their weights are drawn before the first record. */
  private static List<String> features(DatasetTopic records) {
    return records.mapping().features().stream()
        .map(feature -> "{path: %s, kind: numeric}".formatted(feature.paths().getFirst()))
        .toList();
  }

  private static void write(
      Dataset dataset, DatasetTopic records, Cluster cluster, String bootstrapServers)
      throws Exception {
    cluster.createTopic("examples", 1);
    FeedSettings settings = new FeedSettings(bootstrapServers, "examples", 0, Long.MAX_VALUE, 0);
    try (DatasetFeed feed = DatasetFeed.start(settings, dataset, records, () -> Long.MAX_VALUE)) {
      await().atMost(Duration.ofMinutes(2)).until(() -> feed.written().isPresent());
    }
  }
}
