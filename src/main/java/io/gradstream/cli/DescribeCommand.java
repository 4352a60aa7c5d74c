package io.gradstream.cli;

import io.gradstream.app.LearningApplication;
import io.gradstream.config.Configuration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what a configuration comes to. */
@Command(
    name = "describe",
    description =
        "Shows the graph, the topics and the model of a configuration, and with --records or --file"
            + " how full the tables of its hashes are. Contacts nobody but a schema registry, and"
            + " for --records the topic.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class DescribeCommand implements Callable<Integer> {
  @Mixin private ConfigOption options = new ConfigOption();
  @Mixin private RecordsOption records = new RecordsOption();

  @Override
  public Integer call() {
    Configuration configuration = options.readRequired();
    try (LearningApplication application = new LearningApplication(configuration)) {
      print(application);
    }
    if (records.given()) {
      System.out.println(CheckPrint.load(records.check(configuration)));
    }
    return 0;
  }

  private static void print(LearningApplication application) {
    System.out.println(application.graph());
    System.out.println("reads        " + application.topics().input());
    application.topics().outputs().forEach(topic -> System.out.println("writes       " + topic));
    System.out.println(application.models().specification());
    System.out.printf(
        Locale.ROOT,
        "parameters: %,d, a model for each input partition%n",
        application.models().parameterCount());
    System.out.println("kernels: " + application.models().kernels());
  }
}
