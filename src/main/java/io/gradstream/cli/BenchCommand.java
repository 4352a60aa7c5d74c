package io.gradstream.cli;

import io.gradstream.bench.Throughput;
import io.gradstream.bench.ThroughputResult;
import io.gradstream.cli.report.BenchReport;
import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationReader;
import io.gradstream.dataset.generator.RotatingHyperplane;
import io.gradstream.embedded.Broker;
import io.gradstream.embedded.BrokerSettings;
import io.gradstream.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the learning topology beside a byte pass-through. */
@Command(
    name = "bench",
    description = {
      "Measures how fast the topology learns, compared with one that only passes bytes through, and"
          + " where the time goes.",
      "",
      "Starts its own broker. All topologies read the same topic of one partition, exactly once,"
          + " on one thread, with a commit every 100 ms."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class BenchCommand implements Callable<Integer> {
  private static final long SEED = 1;
  private static final int MAX_WIDTH = 10_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--records",
      paramLabel = "N",
      description = "Records that pass through each topology (default ${DEFAULT-VALUE}).",
      defaultValue = "2000000")
  private long records;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "Runs of each topology; the topologies take turns (default ${DEFAULT-VALUE}).",
      defaultValue = "3")
  private int runs;

  @Option(
      names = "--features",
      paramLabel = "N",
      description = "Features of a record (default ${DEFAULT-VALUE}).",
      defaultValue = "10")
  private int features;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      description = "Units of the hidden layer (default ${DEFAULT-VALUE}).",
      defaultValue = "64")
  private int hidden;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @SuppressWarnings("NullAway.Init") // picocli injects what is annotated.
  BenchCommand() {}

  @Override
  public Integer call() {
    if (records < 1 || runs < 1) {
      throw new ParameterException(spec.commandLine(), "--records and --runs want at least 1");
    }
    if (features < 2 || features > MAX_WIDTH || hidden < 1 || hidden > MAX_WIDTH) {
      throw new ParameterException(
          spec.commandLine(),
          "--features wants 2 to %1$d, --hidden 1 to %1$d".formatted(MAX_WIDTH));
    }
    RotatingHyperplane plain = RotatingHyperplane.of(SEED);
    RotatingHyperplane stream =
        new RotatingHyperplane(SEED, features, plain.magnitude(), plain.reversal(), plain.noise());
    System.err.println("starting a Kafka broker…");
    try (DemoDirectory directory = new DemoDirectory(null);
        Broker broker =
            EmbeddedBroker.childProcess(
                BrokerSettings.keptIn(directory.broker())
                    .with("log.segment.delete.delay.ms", "1000"),
                directory::endWithoutBroker)) {
      ThroughputResult result =
          Throughput.measure(
              configuration(broker, directory.learner()),
              stream,
              directory.schema(),
              records,
              runs,
              System.err::println);
      BenchReport report = new BenchReport(records, features, hidden, result);
      System.out.println(json ? report.json() : report.text());
      return 0;
    }
  }

  private Configuration configuration(Broker broker, Path stateDirectory) {
    Configuration base =
        new ConfigurationReader().parse("network: {hidden: [%d]}".formatted(hidden), Path.of(""));
    return base.with(
        base.input(),
        base.output(),
        base.mapping(),
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "state.dir",
            stateDirectory.toString()));
  }
}
