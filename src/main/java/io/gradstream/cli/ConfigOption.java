package io.gradstream.cli;

import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationReader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option {@code --config}. */
final class ConfigOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration file in YAML; every key that it omits has its default.")
  private @Nullable Path file;

  @SuppressWarnings("NullAway.Init") // picocli injects the spec.
  ConfigOption() {}

  /** What a command that cannot do without reads. */
  Configuration readRequired() {
    if (file == null) {
      throw new ParameterException(spec.commandLine(), "wants --config FILE");
    }
    return read();
  }

  boolean isGiven() {
    return file != null;
  }

  /** What the configuration is called. */
  String name() {
    return file == null ? CompareOption.DEFAULT : file.toString();
  }

  Configuration read() {
    ConfigurationReader reader = new ConfigurationReader();
    return file == null ? reader.defaults() : reader.read(file);
  }
}
