package io.gradstream.cli;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How much of a data set is written to a topic, and how fast. */
final class FeedOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--examples",
      paramLabel = "N",
      description = {
        "Write N more examples and stop when they have been learned. By default a file stops after"
            + " its last row, and a stream runs until Ctrl-C."
      })
  private @Nullable Long examples;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = {
        "Write at most N examples per second; 0 is as fast as possible (default ${DEFAULT-VALUE})."
      })
  private long ratePerSecond;

  @SuppressWarnings("NullAway.Init") // picocli injects the spec.
  FeedOptions(long defaultRatePerSecond) {
    this.ratePerSecond = defaultRatePerSecond;
  }

  /** Refuses what makes no sense. */
  void check() {
    if ((examples != null && examples < 1) || ratePerSecond < 0) {
      throw new ParameterException(
          spec.commandLine(), "--examples wants at least 1, --rate at least 0");
    }
  }

  /** How many more to write, if that was said. */
  OptionalLong examples() {
    return examples == null ? OptionalLong.empty() : OptionalLong.of(examples);
  }

  /** At most; 0 is as fast as it goes. */
  long ratePerSecond() {
    return ratePerSecond;
  }
}
