package io.gradstream.cli;

import io.gradstream.cli.console.Progress;
import io.gradstream.cli.report.AblationTable;
import io.gradstream.cli.report.QualityTable;
import io.gradstream.config.ConfigurationException;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.Task;
import io.gradstream.dataset.generator.Generators;
import io.gradstream.dataset.generator.HardStreams;
import io.gradstream.learning.pool.Mechanism;
import io.gradstream.prequential.Ablation;
import io.gradstream.prequential.HardQuality;
import io.gradstream.prequential.StreamQuality;
import io.gradstream.text.Messages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes the tables that say how well the default configuration learns. */
@Command(
    name = "quality",
    description = {
      "Learns from every generated stream and from the given files, with the default configuration"
          + " and with others, and prints tables of the scores in Markdown.",
      "",
      "Streams of dirty numbers are among them, each beside a simple method that suits it.",
      "",
      "The other configurations are plain SGD at several rates, predictions from labels alone, and"
          + " the member of the default pool that was best in hindsight."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class QualityCommand implements Callable<Integer> {
  private static final long SEED = 1;

  @Spec private CommandSpec spec;

  @Option(
      names = "--stream",
      arity = "1..*",
      paramLabel = "NAME",
      description = "Generated streams (default: all).")
  private List<String> streams = Generators.names();

  @Option(
      names = "--hard",
      arity = "0..*",
      paramLabel = "NAME",
      description = "Streams with dirty numbers (default: all; with no name, none).")
  private List<String> hard = HardStreams.names();

  @Option(
      names = "--csv",
      arity = "1..*",
      paramLabel = "FILE",
      description = "CSV files, as for evaluate; they are read to the end.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--label",
      paramLabel = "COLUMN",
      description = "The label's column in all files (default ${DEFAULT-VALUE}).",
      defaultValue = "label")
  private String label;

  @Mixin private TypesOption types;

  @Option(
      names = "--without",
      arity = "0..*",
      paramLabel = "MECHANISM",
      description =
          "Print instead by how much the pool's loss rises without each of these mechanisms"
              + " (without a name: each of all).")
  private @Nullable List<String> without;

  @Option(
      names = "--examples",
      paramLabel = "N",
      description = "Examples of each generated stream (default ${DEFAULT-VALUE}).",
      defaultValue = "40000")
  private long examples;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write to this file instead of standard output.")
  private @Nullable Path out;

  @SuppressWarnings("NullAway.Init") // picocli injects what is annotated.
  QualityCommand() {}

  @Override
  public Integer call() {
    if (examples < 1 || (examples <= HardQuality.FIRST_ROWS && !hard.isEmpty())) {
      throw usage(
          "--examples wants at least %d"
              .formatted(hard.isEmpty() ? 1 : HardQuality.FIRST_ROWS + 1));
    }
    if (out != null && !Files.isWritable(out.toAbsolutePath().resolveSibling(""))) {
      throw new ConfigurationException("--out", out, "a file in a directory that can be written");
    }
    List<Source> sources = sources();
    write(without == null ? quality(sources) : ablation(sources, mechanisms(without)));
    return 0;
  }

  private String quality(List<Source> sources) {
    QualityTable table = new QualityTable(command());
    for (Source source : sources) {
      long start = System.nanoTime();
      Progress progress = new Progress(source.size());
      StreamQuality quality =
          StreamQuality.of(source.dataset, source.limit, done -> progress.show(done));
      progress.end();
      table.add(source.name, quality);
      System.err.printf(
          Locale.ROOT,
          "%-14s %,9d examples in %,.0f s%n",
          source.name,
          quality.examples(),
          (System.nanoTime() - start) / 1e9);
    }
    for (String name : hard) {
      table.add(
          name,
          HardStreams.summaries().getOrDefault(name, name),
          HardQuality.of(hardStream(name), examples));
      System.err.printf(Locale.ROOT, "%-14s %,9d examples%n", name, examples);
    }
    return table.markdown();
  }

  private String ablation(List<Source> sources, List<Mechanism> mechanisms) {
    AblationTable table = new AblationTable(command(), mechanisms);
    List<Source> all = new ArrayList<>(sources);
    hard.forEach(name -> all.add(new Source(name, hardStream(name), examples)));
    for (Source source : all) {
      Progress progress = new Progress(source.size());
      table.add(
          source.name,
          Ablation.of(source.dataset, mechanisms, source.limit, done -> progress.show(done)));
      progress.end();
      System.err.println(source.name);
    }
    return table.markdown();
  }

  private List<Mechanism> mechanisms(List<String> names) {
    List<Mechanism> all = List.of(Mechanism.values());
    List<String> known = all.stream().map(Mechanism::toString).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw usage(
            "--without: no mechanism %s. %s"
                .formatted(Messages.quoted(name), Messages.suggestion(name, known)));
      }
    }
    return all.stream().filter(one -> names.isEmpty() || names.contains(one.toString())).toList();
  }

  private Dataset hardStream(String name) {
    try {
      return HardStreams.named(name, SEED);
    } catch (IllegalArgumentException e) {
      throw usage("--hard: " + e.getMessage());
    }
  }

  /** The command but for folders and where the result goes. */
  private String command() {
    StringBuilder command = new StringBuilder("gradstream quality");
    if (!streams.equals(Generators.names())) {
      command.append(" --stream ").append(String.join(" ", streams));
    }
    if (!hard.equals(HardStreams.names())) {
      command.append(String.join(" ", " --hard", String.join(" ", hard)).stripTrailing());
    }
    if (!files.isEmpty()) {
      command.append(" --csv");
      files.forEach(file -> command.append(' ').append(file.getFileName()));
      command.append(" --label ").append(label);
      if (types.isGiven()) {
        command.append(" --types ").append(types.text());
      }
    }
    if (without != null) {
      command.append(String.join(" ", " --without", String.join(" ", without)).stripTrailing());
    }
    return command.append(" --examples ").append(examples).toString();
  }

  /** What is learned from, and how many rows of it at most. */
  private record Source(String name, Dataset dataset, long limit) {
    OptionalLong size() {
      return OptionalLong.of(Math.min(limit, dataset.size().orElse(limit)));
    }
  }

  private List<Source> sources() {
    List<Source> sources = new ArrayList<>();
    for (String stream : streams) {
      try {
        sources.add(new Source(stream, Generators.named(stream, SEED), examples));
      } catch (IllegalArgumentException e) {
        throw usage("--stream: " + e.getMessage());
      }
    }
    for (Path file : files) {
      Dataset dataset = DatasetOptions.openCsv(file, label, Task.AUTO, types, List.of());
      sources.add(new Source(String.valueOf(file.getFileName()), dataset, Long.MAX_VALUE));
    }
    return sources;
  }

  private void write(String markdown) {
    if (out == null) {
      System.out.print(markdown);
      return;
    }
    try {
      Files.writeString(out, markdown);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
