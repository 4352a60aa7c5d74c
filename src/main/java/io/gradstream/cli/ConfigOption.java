package io.gradstream.cli;

import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationReader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --config}. */
final class ConfigOption {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration in YAML; what it leaves out has its default.")
  private @Nullable Path file;

  Configuration read() {
    ConfigurationReader reader = new ConfigurationReader();
    return file == null ? reader.defaults() : reader.read(file);
  }
}
