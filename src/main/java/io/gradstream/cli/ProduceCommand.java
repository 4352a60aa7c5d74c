package io.gradstream.cli;

import io.gradstream.cli.console.Progress;
import io.gradstream.cli.console.StopSignal;
import io.gradstream.config.Configuration;
import io.gradstream.dataset.Dataset;
import io.gradstream.source.DatasetProducer;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes a data set to a topic of a cluster. */
@Command(
    name = "produce",
    description = {
      "Writes a file or a generated stream to the input topic of a configuration, in its format, so"
          + " that 'run' can learn from it.",
      "",
      "Creates the topic if it is missing. The key of a record is the number of its row. Rows that"
          + " are already in the topic are skipped, so a 'produce' that was stopped continues where"
          + " it was. Another data set needs another topic. Once a broker has answered, 'produce'"
          + " waits for one that goes away."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class ProduceCommand implements Callable<Integer> {
  private static final int MAX_PARTITIONS = 10_000;

  @Spec private CommandSpec spec;
  @Mixin private DatasetOptions datasets;
  @Mixin private FeedOptions feed = new FeedOptions(1_000);
  @Mixin private ConfigOption options = new ConfigOption();

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "Partitions of the topic if it is missing (default ${DEFAULT-VALUE}).",
      defaultValue = "3")
  private int partitions;

  @SuppressWarnings("NullAway.Init") // picocli injects what is annotated.
  ProduceCommand() {}

  @Override
  public Integer call() {
    feed.check();
    if (partitions < 1 || partitions > MAX_PARTITIONS) {
      throw new ParameterException(spec.commandLine(), "--partitions wants 1 to " + MAX_PARTITIONS);
    }
    Configuration configuration = options.readRequired();
    Dataset dataset = datasets.open(null, List.of(configuration));
    DatasetProducer producer = new DatasetProducer(configuration, dataset);
    OptionalLong total = feed.examples().isPresent() ? feed.examples() : dataset.size();
    try (StopSignal stop = StopSignal.install()) {
      System.err.printf(
          "writing %s to topic %s of %s%n",
          datasets.describe(""),
          producer.topic(),
          configuration.kafka().getOrDefault("bootstrap.servers", "?"));
      Progress progress = new Progress(total);
      long written =
          producer.write(
              partitions,
              total.orElse(Long.MAX_VALUE),
              feed.ratePerSecond(),
              stop::requested,
              progress::show);
      progress.end();
      System.err.printf(Locale.ROOT, "%,d examples written%n", written);
      return 0;
    }
  }
}
