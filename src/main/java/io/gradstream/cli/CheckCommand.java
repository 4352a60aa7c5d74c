package io.gradstream.cli;

import io.gradstream.cli.report.CheckPrint;
import io.gradstream.inspection.CheckReport;
import io.gradstream.wiring.LearningWiring;
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
    try (LearningWiring wiring = LearningWiring.of(options.readRequired())) {
      CheckReport report = records.check(wiring);
      System.out.println(json ? CheckPrint.json(report) : CheckPrint.text(report));
      return 0;
    }
  }
}
