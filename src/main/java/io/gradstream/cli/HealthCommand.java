package io.gradstream.cli;

import io.gradstream.text.Shown;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks a running instance whether it is well. */
@Command(
    name = "health",
    description = {
      "Asks a running instance whether it is ready: models restored and partitions assigned.",
      "",
      "The exit code is 0 if it is ready, 1 if it is not or if nothing answers. Meant for health"
          + " checks of containers."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class HealthCommand implements Callable<Integer> {
  @Mixin private RunningOptions instance = new RunningOptions();

  @Option(names = "--live", description = "Ask only whether it is running or has failed.")
  private boolean live;

  @Override
  public Integer call() {
    try (RunningClient client = instance.client()) {
      RunningClient.Answer answer = client.get(live ? "health/live" : "health/ready");
      (answer.isOk() ? System.out : System.err).println(Shown.lines(answer.text().strip()));
      return answer.isOk() ? 0 : 1;
    }
  }
}
