package io.gradstream.cli;

import io.gradstream.app.DatasetProducer;
import io.gradstream.config.Configuration;
import io.gradstream.dataset.Dataset;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
      "Writes a data set to the input topic of a configuration, in its format, for 'run' to learn"
          + " from.",
      "",
      "A missing topic is created. Rows that the topic has had are passed over, so that one that"
          + " was stopped goes on where it was."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class ProduceCommand implements Callable<Integer> {
  private static final int MAX_PARTITIONS = 10_000;

  @Spec private CommandSpec spec;
  @Mixin private DatasetOptions datasets;
  @Mixin private ConfigOption options = new ConfigOption();

  @Option(
      names = "--examples",
      paramLabel = "N",
      description = {
        "End after N more examples. By default a file ends with its last row, a stream with Ctrl-C."
      })
  private @Nullable Long examples;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = {
        "Examples written a second at most; 0 is as fast as it goes (default ${DEFAULT-VALUE})."
      },
      defaultValue = "1000")
  private long ratePerSecond;

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
    if ((examples != null && examples < 1) || ratePerSecond < 0) {
      throw usage("--examples wants at least 1, --rate at least 0");
    }
    if (partitions < 1 || partitions > MAX_PARTITIONS) {
      throw usage("--partitions wants 1 to " + MAX_PARTITIONS);
    }
    Dataset dataset = datasets.open(null);
    Configuration configuration = options.readRequired();
    DatasetProducer producer = new DatasetProducer(configuration, dataset);
    OptionalLong total = examples == null ? dataset.size() : OptionalLong.of(examples);
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
              ratePerSecond,
              stop::requested,
              progress::show);
      progress.end();
      System.err.printf(Locale.ROOT, "%,d examples written%n", written);
      return 0;
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
