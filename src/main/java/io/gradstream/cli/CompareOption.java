package io.gradstream.cli;

import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationReader;
import io.gradstream.plot.Chart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option {@code --compare}. */
final class CompareOption {
  /** The name of the configuration of an empty file. */
  static final String DEFAULT = "default";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--compare",
      arity = "2..*",
      paramLabel = "FILE",
      description = {
        "Configurations to compare in one pass, instead of --config; '"
            + DEFAULT
            + "' is the default configuration. Each is compared with the first by the mean"
            + " difference of log loss, or absolute error, on the same examples, ± half the width"
            + " of the 95 %% interval. Losses of a stream are autocorrelated, so the interval is"
            + " Student's of the means of 32 to 63 consecutive batches (Schmeiser 1982)."
      })
  private List<String> names = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // picocli injects the spec.
  CompareOption() {}

  /** As they were given; none if the option was not. */
  List<String> names() {
    return names;
  }

  /** What they name. */
  List<Configuration> read() {
    if (names.size() > Chart.MOST_LINES) {
      throw new ParameterException(
          spec.commandLine(),
          "--compare: got %d configurations, wants %d at most"
              .formatted(names.size(), Chart.MOST_LINES));
    }
    ConfigurationReader reader = new ConfigurationReader();
    return names.stream()
        .map(name -> name.equals(DEFAULT) ? reader.defaults() : reader.read(Path.of(name)))
        .toList();
  }
}
