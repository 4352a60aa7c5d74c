package io.gradstream.cli;

import io.gradstream.app.CheckReport;
import io.gradstream.app.LearningApplication;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows how records become features. */
@Command(
    name = "check",
    description = {
      "Shows how 'run' would read real records: what features each has, or why it would be"
          + " rejected.",
      "",
      "Reads the last committed records of the topic without joining a consumer group. It learns"
          + " nothing and writes nothing."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class CheckCommand implements Callable<Integer> {
  @Mixin private ConfigOption options = new ConfigOption();
  @Mixin private RecordsOption records = new RecordsOption();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    try (LearningApplication application = new LearningApplication(options.readRequired())) {
      CheckReport report = records.check(application);
      System.out.println(json ? CheckPrint.json(report) : CheckPrint.text(report));
      return 0;
    }
  }
}
