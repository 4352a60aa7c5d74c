package io.gradstream.cli;

import io.gradstream.app.CheckReport;
import io.gradstream.app.RecordCheck;
import io.gradstream.config.Configuration;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows how records become features. */
@Command(
    name = "check",
    description = {
      "Shows what a run would make of real records: how each becomes features, or why it would be"
          + " rejected.",
      "",
      "It reads the last committed records of the topic, belongs to no group and commits nothing."
          + " Nothing is learned or written."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class CheckCommand implements Callable<Integer> {
  private static final int MAX_RECORDS = 100_000;

  @Spec private CommandSpec spec;
  @Mixin private ConfigOption options = new ConfigOption();

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "10",
      description = "Records at most, up to 100,000 (default 10).")
  private int records;

  @Option(
      names = "--file",
      paramLabel = "PATH",
      description = "Read the first records of a file instead: JSON lines or an Avro container.")
  private @Nullable Path file;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @SuppressWarnings("NullAway.Init") // picocli injects the spec.
  CheckCommand() {}

  @Override
  public Integer call() {
    if (records < 1 || records > MAX_RECORDS) {
      throw new ParameterException(
          spec.commandLine(), "--records wants 1 to %,d".formatted(MAX_RECORDS));
    }
    Configuration configuration = options.readRequired();
    CheckReport report =
        file == null
            ? RecordCheck.ofTopic(configuration, records)
            : RecordCheck.ofFile(configuration, file, records);
    System.out.println(json ? CheckPrint.json(report) : CheckPrint.text(report));
    return 0;
  }
}
