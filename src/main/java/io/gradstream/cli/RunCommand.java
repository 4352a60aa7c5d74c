package io.gradstream.cli;

import io.gradstream.app.LearningApplication;
import io.gradstream.cli.console.StopSignal;
import io.gradstream.cli.console.Watch;
import io.gradstream.config.Configuration;
import io.gradstream.live.Monitor;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Learns from a topic of a cluster until it is told to stop. */
@Command(
    name = "run",
    description = {
      "Learns from a topic of a Kafka cluster until it is stopped (Ctrl-C or SIGTERM).",
      "",
      "Started again, it continues where it stopped: no record is learned twice, none is left out."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class RunCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(250);

  @Mixin private ConfigOption options = new ConfigOption();

  @Option(names = "--json", description = "Print a JSON object for each partition at the end.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    Configuration configuration = options.readRequired();
    try (StopSignal stop = StopSignal.install();
        LearningApplication application =
            stop.interruptibly(() -> new LearningApplication(configuration))) {
      if (application != null) {
        run(configuration, application, stop);
      }
      return 0;
    }
  }

  private void run(Configuration configuration, LearningApplication application, StopSignal stop)
      throws InterruptedException {
    try (Monitor monitor = Monitor.start(configuration.http(), application)) {
      if (!Boolean.TRUE.equals(stop.interruptibly(() -> application.start(stop::requested)))) {
        return;
      }
      monitor.announcement().ifPresent(System.err::println);
      Watch watch = new Watch(application);
      while (!stop.requested() && !application.awaitFailure(POLL)) {
        watch.look();
      }
      watch.end();
      application.stop();
      application.checkFailure();
      watch.reports().forEach(r -> System.out.println(json ? r.json() : r.text()));
    }
  }
}
