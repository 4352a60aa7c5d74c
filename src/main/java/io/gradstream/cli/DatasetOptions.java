package io.gradstream.cli;

import io.gradstream.config.ConfigurationException;
import io.gradstream.dataset.Columns;
import io.gradstream.dataset.CsvDataset;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.DatasetException;
import io.gradstream.dataset.Generators;
import io.gradstream.dataset.LabelKind;
import io.gradstream.dataset.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that choose a data set: a CSV file or a generated stream. */
final class DatasetOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = {
        "CSV file with a header, plain or gzip. An empty cell is a missing value, an empty label"
            + " an example to be predicted only. Columns that are not all numbers, true or false"
            + " are texts, and for now no features."
      })
  private @Nullable Path csv;

  @Option(
      names = "--label",
      paramLabel = "COLUMN",
      description = "The label's column; wanted with --csv.")
  private @Nullable String label;

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description = {
        "${COMPLETION-CANDIDATES}. By default a label column of non-numbers, or of few whole"
            + " numbers, is classes."
      })
  private Task task = Task.AUTO;

  @Option(
      names = "--stream",
      paramLabel = "NAME",
      completionCandidates = StreamNames.class,
      description = "A generated stream: ${COMPLETION-CANDIDATES}.")
  private @Nullable String stream;

  @Option(
      names = "--stream-seed",
      paramLabel = "N",
      description = "Seed of the generated stream (default ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long streamSeed;

  @SuppressWarnings("NullAway.Init") // picocli injects the spec.
  DatasetOptions() {}

  /** Opens the chosen data set. */
  Dataset open(@Nullable String defaultStream) {
    if (csv != null && stream != null) {
      throw usage("--csv and --stream exclude each other");
    }
    if (csv != null) {
      if (label == null) {
        throw usage("--csv wants --label COLUMN");
      }
      return openCsv(csv, label);
    }
    if (label != null) {
      throw usage("--label wants --csv FILE");
    }
    String name = stream == null ? defaultStream : stream;
    if (name == null) {
      throw usage("wants --csv FILE --label COLUMN or --stream NAME");
    }
    try {
      return Generators.named(name, streamSeed);
    } catch (IllegalArgumentException e) {
      throw usage("--stream: " + e.getMessage());
    }
  }

  private Dataset openCsv(Path file, String labelColumn) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new ConfigurationException("--csv", file, "a regular file that can be read");
    }
    Dataset dataset = CsvDataset.open(file, labelColumn, task);
    if (dataset.columns().kind() instanceof LabelKind.Classes classes
        && classes.names().size() == 1) {
      throw new DatasetException(
          "%s: all labels of column '%s' are %s, want two classes at least"
              .formatted(file, labelColumn, classes.names()));
    }
    return dataset;
  }

  /** Names the chosen data set. */
  String describe(String defaultStream) {
    return csv != null ? csv.toString() : "stream " + (stream == null ? defaultStream : stream);
  }

  /** What tells the chosen data set from others, as {@code key: value} lines. */
  List<String> identity(Dataset dataset, String defaultStream) {
    if (csv == null) {
      String name = stream == null ? defaultStream : stream;
      return List.of("stream: " + name, "seed: " + streamSeed);
    }
    Columns columns = dataset.columns();
    return List.of(
        "csv: " + csv.getFileName(),
        "label: " + columns.label(),
        "header: %08x".formatted(columns.featureNames().hashCode()),
        "rows: " + dataset.size().orElseThrow());
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** For the help text. */
  static final class StreamNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Generators.names().iterator();
    }
  }
}
