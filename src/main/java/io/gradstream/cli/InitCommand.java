package io.gradstream.cli;

import io.gradstream.config.ConfigurationException;
import io.gradstream.inspection.Proposal;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Proposes a configuration. */
@Command(
    name = "init",
    description = {
      "Proposes a configuration for a topic. It reads the schema and the last 1,000 committed"
          + " records, and says for each field how it would be used and why.",
      "",
      "It joins no consumer group and commits nothing. With --schema alone it contacts no broker."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class InitCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /** Of Kafka's clients; short options come before {@code --kafka}. */
  private final Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--bootstrap-servers", paramLabel = "H:P", description = "A broker's address.")
  void bootstrapServers(String address) {
    settings.put("bootstrap.servers", address);
  }

  @Option(names = "--topic", paramLabel = "T", description = "The topic to learn from.")
  private @Nullable String topic;

  @Option(
      names = "--format",
      paramLabel = "F",
      description = "avro-registry, avro-single-object or json (default: as records look).")
  private @Nullable String format;

  @Option(names = "--registry", paramLabel = "URL", description = "A schema registry.")
  void registry(String url) {
    settings.put("schema.registry.url", url);
  }

  @Option(
      names = "--schema",
      paramLabel = "FILE",
      description = "The Avro schema of records in single-object encoding, or a folder of schemas.")
  private @Nullable Path schema;

  @Option(names = "--label", paramLabel = "PATH", description = "The field to predict.")
  private @Nullable String label;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write to a new file, not to standard output. It must not exist.")
  private @Nullable Path output;

  @Option(
      names = "--kafka",
      paramLabel = "KEY=VALUE",
      description = "A setting of Kafka's clients or the registry, kept in the configuration.")
  private Map<String, String> kafka = new LinkedHashMap<>();

  @SuppressWarnings("NullAway.Init") // picocli injects what is annotated.
  InitCommand() {}

  @Override
  public Integer call() throws IOException {
    if (topic == null && schema == null) {
      throw usage("wants --bootstrap-servers H:P --topic T, or --schema FILE");
    }
    kafka.forEach(settings::putIfAbsent);
    if (topic != null && !settings.containsKey("bootstrap.servers")) {
      throw usage("--topic wants --bootstrap-servers H:P");
    }
    if (output != null && Files.exists(output)) {
      throw exists(output);
    }
    Path directory = output == null ? Path.of("") : output.resolveSibling("");
    Proposal proposal =
        Proposal.of(new Proposal.Source(topic, settings, format, schema, label, directory));
    write(proposal.yaml());
    if (proposal.label() == null) {
      System.err.println(
          "no field looks like a label: fill in mapping.label, or give --label PATH");
    }
    return 0;
  }

  private void write(String yaml) throws IOException {
    if (output == null) {
      System.out.print(yaml);
      return;
    }
    try {
      Files.writeString(output, yaml, StandardOpenOption.CREATE_NEW);
      System.err.println("wrote " + output);
    } catch (FileAlreadyExistsException e) {
      throw exists(output);
    }
  }

  private static ConfigurationException exists(Path file) {
    return new ConfigurationException("--output", file, "a file that does not exist yet");
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
