package io.gradstream.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationReader;
import io.gradstream.dataset.Task;
import io.gradstream.dataset.csv.CsvDataset;
import io.gradstream.embedded.Broker;
import io.gradstream.embedded.BrokerSettings;
import io.gradstream.embedded.EmbeddedBroker;
import io.gradstream.support.Cluster;
import io.gradstream.support.PlainLoop;
import io.gradstream.support.Program;
import io.gradstream.support.Published;
import io.gradstream.support.SeededCsv;
import io.gradstream.support.TopicReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code demo}, with a broker of its own, against {@code evaluate}, with none. */
class DemoIT {
  private static final String FOLLOWS_FROM_THE_CLOCK = "examples_per_second";

  /** The reject topic of a demo says why each record was rejected. */
  private static final Set<String> ONLY_OF_EVALUATE =
      Set.of(FOLLOWS_FROM_THE_CLOCK, "first_refusal");

  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;
  private static final Pattern BROKER = Pattern.compile("of (127[.]0[.]0[.]1:\\d+)");
  private static final Pattern RESTORED = Pattern.compile("restored=true examples=(\\d+)");

  @TempDir private Path directory;

  @Test
  void demoAndEvaluateSayTheSame() throws Exception {
    Path csv = SeededCsv.write(directory.resolve("stream.csv"), 3_000, 3);
    Files.writeString(csv, "1e300,,,,,,low\n", StandardOpenOption.APPEND); // no float: rejected
    JsonNode evaluated;
    try (Program evaluate =
        Program.start(directory, "evaluate", "--csv", csv, "--label", SeededCsv.LABEL, "--json")) {
      evaluated = report(evaluate);
    }
    JsonNode shown;
    try (Program demo = demo(csv, 0)) {
      shown = report(demo);
    }

    assertThat(evaluated.path("examples").isIntegralNumber()).isTrue();
    assertThat(evaluated.path("refused").asInt()).isEqualTo(1);
    assertThat(evaluated.path("examples").asInt() + evaluated.path("unlabelled").asInt())
        .isEqualTo(3_000);
    assertThat(evaluated.path(FOLLOWS_FROM_THE_CLOCK).isIntegralNumber()).isTrue();
    assertThat(evaluated.path("parameters").isIntegralNumber()).isTrue();
    assertThat(evaluated.path("weights_crc32c").asText()).matches("[0-9a-f]{8}");
    for (String score : List.of("accuracy", "kappa", "kappa_temporal", "log_loss")) {
      assertThat(evaluated.path(score).isDouble()).as(score).isTrue();
    }
    evaluated
        .properties()
        .forEach(
            field -> {
              if (!ONLY_OF_EVALUATE.contains(field.getKey())) {
                assertThat(shown.get(field.getKey()))
                    .as(field.getKey())
                    .isEqualTo(field.getValue());
              }
            });
    assertPublishedIsWhatThePlainLoopMakes(csv, shown, new ConfigurationReader().defaults());
  }

  /** Before the kill the classes change places, and the learner reacts in each way it may. */
  @Test
  void goesOnAfterAKillAsIfNothingHadHappened() throws Exception {
    Path csv = SeededCsv.write(directory.resolve("stream.csv"), 12_000, 4, 4_000);
    Path config =
        Files.writeString(
            directory.resolve("reacting.yaml"),
            """
            evaluation: {drift: {kind: page-hinkley, threshold: 30}}
            learner: {on-drift: [raise-rates]}
            """);
    try (Program demo = demo(csv, 2_000, "--config", config)) {
      try (Cluster cluster = new Cluster(demo.awaitStderr(BROKER).group(1));
          TopicReader predictions = cluster.committed("examples-predictions")) {
        predictions.await(6_000, demo::assertRunning);
      }
      demo.kill();
    }
    try (Program demo = demo(csv, 2_000, "--config", config)) {
      JsonNode shown = report(demo);

      assertThat(demo.awaitStderr(RESTORED).group(1))
          .satisfies(examples -> assertThat(Integer.parseInt(examples)).isBetween(4_500, 11_000));
      assertThat(shown.path("last_drift").asInt()).isBetween(3_500, 4_500);
      assertPublishedIsWhatThePlainLoopMakes(csv, shown, new ConfigurationReader().read(config));
    }
  }

  @Test
  void endsWithItsBrokerAndLeavesNothing() throws Exception {
    try (Program demo = Program.start(directory, "demo", "--port", 0)) {
      demo.awaitStderr(BROKER);
      String left = broker(demo);
      demo.killChildren();

      assertThat(demo.awaitExit()).isEqualTo(FAILED);
      assertThat(demo.stderr())
          .contains("ended by itself (exit code 137)")
          .doesNotContain("\tat ", "org.apache.kafka");
      assertThat(Path.of(left)).doesNotExist();
    }
  }

  private static String broker(Program demo) {
    return demo.awaitStderr(Pattern.compile("(\\S*/gradstream-demo[0-9]+)/broker")).group(1);
  }

  @Test
  void aSecondDemoInADirectoryIsRefusedAtOnce() throws Exception {
    Path csv = SeededCsv.write(directory.resolve("stream.csv"), 3_000, 5);
    try (Program first = demo(csv, 1)) {
      first.awaitStderr(BROKER);
      try (Program second = demo(csv, 1)) {
        assertThat(second.awaitExit()).isEqualTo(WRONG_USAGE);
        assertThat(second.stderr())
            .contains("gradstream: --state-dir: another demo is running in ")
            .doesNotContain("starting a Kafka broker");
      }
      first.assertRunning();
    }
  }

  private Program demo(Path csv, int rate, Object... more) throws Exception {
    Object[] arguments = {
      "demo",
      "--csv",
      csv,
      "--label",
      SeededCsv.LABEL,
      "--rate",
      rate,
      "--json",
      "--port",
      0,
      "--state-dir",
      directory.resolve("state")
    };
    return Program.start(directory, Stream.concat(Stream.of(arguments), Stream.of(more)).toArray());
  }

  /** Waits for the end; standard output must be one JSON object and nothing else. */
  private static JsonNode report(Program program) throws Exception {
    assertThat(program.awaitExit()).as(program.stderr()).isZero();
    JsonNode report =
        new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .readTree(program.stdout());
    assertThat(report.isObject()).as(program.stdout()).isTrue();
    return report;
  }

  private void assertPublishedIsWhatThePlainLoopMakes(
      Path csv, JsonNode report, Configuration configuration) throws Exception {
    PlainLoop expected =
        PlainLoop.over(CsvDataset.open(csv, SeededCsv.LABEL, Task.AUTO), configuration);
    assertThat(report.path("weights_crc32c").asText()).isEqualTo(expected.weightsCrc32c());
    assertThat(report.path("examples").asInt()).isEqualTo(expected.losses().size());
    Path state = directory.resolve("state").resolve("broker");
    try (Broker broker = EmbeddedBroker.inProcess(BrokerSettings.keptIn(state));
        Cluster cluster = new Cluster(broker.bootstrapServers());
        TopicReader predictions = cluster.committed("examples-predictions");
        TopicReader losses = cluster.committed("examples-losses")) {
      assertThat(Published.losses(losses.all())).isEqualTo(expected.losses());
      assertThat(Published.predictions(predictions.all())).isEqualTo(expected.predictions());
    }
  }
}
