package io.gradstream.cli;

import io.gradstream.cli.report.CheckPrint;
import io.gradstream.inspection.ModelSummary;
import io.gradstream.wiring.LearningWiring;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what a configuration comes to. */
@Command(
    name = "describe",
    description =
        "Shows the graph, the topics and the model of a configuration. With --records or --file it"
            + " also shows how full the hashed tables are. It contacts only the schema registry"
            + " and, for --records, the broker.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class DescribeCommand implements Callable<Integer> {
  @Mixin private ConfigOption options = new ConfigOption();
  @Mixin private RecordsOption records = new RecordsOption();

  @Override
  public Integer call() {
    try (LearningWiring wiring = LearningWiring.of(options.readRequired())) {
      String load = records.given() ? CheckPrint.load(records.check(wiring)) : "";
      print(wiring);
      System.out.print(load.isEmpty() ? "" : load + System.lineSeparator());
      return 0;
    }
  }

  private static void print(LearningWiring wiring) {
    System.out.println(wiring.graph());
    System.out.println("reads        " + wiring.topics().input());
    wiring.topics().outputs().forEach(topic -> System.out.println("writes       " + topic));
    ModelSummary.lines(wiring).forEach(System.out::println);
  }
}
