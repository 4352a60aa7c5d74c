package io.gradstream.cli;

import io.gradstream.app.LearningApplication;
import io.gradstream.app.ModelSummary;
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
    try (LearningApplication application = new LearningApplication(options.readRequired())) {
      String load = records.given() ? CheckPrint.load(records.check(application)) : "";
      print(application);
      System.out.print(load.isEmpty() ? "" : load + System.lineSeparator());
      return 0;
    }
  }

  private static void print(LearningApplication application) {
    System.out.println(application.graph());
    System.out.println("reads        " + application.topics().input());
    application.topics().outputs().forEach(topic -> System.out.println("writes       " + topic));
    ModelSummary.lines(application).forEach(System.out::println);
  }
}
