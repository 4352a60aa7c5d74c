package io.gradstream.cli;

import io.gradstream.cli.report.CsvSummary;
import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationException;
import io.gradstream.config.MappingConfig;
import io.gradstream.dataset.Column;
import io.gradstream.dataset.ColumnKind;
import io.gradstream.dataset.Columns;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.DatasetException;
import io.gradstream.dataset.LabelKind;
import io.gradstream.dataset.Task;
import io.gradstream.dataset.csv.CsvDataset;
import io.gradstream.dataset.csv.CsvLayout;
import io.gradstream.dataset.generator.Generators;
import io.gradstream.dataset.transform.Transforms;
import io.gradstream.source.MappedKinds;
import io.gradstream.text.Shown;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that choose a data set: a CSV file or a generated stream. */
final class DatasetOptions {
  private CommandSpec spec;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = {
        "CSV file with a header, plain or gzip. Its encoding (UTF-8, UTF-16), separator (comma,"
            + " semicolon, tab, |) and quotes are recognised, and so are decimal commas and"
            + " thousands separators; the first line of output says so. In a column of numbers,"
            + " true or false, the cells NA, N/A, NaN, null, none, ?, - and empty ones are missing,"
            + " in upper or lower case. A row whose label is missing is predicted but not learned."
            + " In any other column each text is a category, and only an empty cell is missing."
      })
  private @Nullable Path csv;

  @Option(
      names = "--label",
      paramLabel = "COLUMN",
      description = "The column of the label; required with --csv.")
  private @Nullable String label;

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description = {
        "${COMPLETION-CANDIDATES}. By default, labels that are not numbers, or that are few"
            + " different whole numbers, are classes."
      })
  private Task task = Task.AUTO;

  @Mixin private TypesOption types;

  @Option(
      names = "--stream",
      paramLabel = "NAME",
      description = "A generated stream; the names are below.")
  private @Nullable String stream;

  @Option(
      names = "--with",
      paramLabel = "TRANSFORM=VALUE",
      description = "A transform of the data set; the names are below. May be repeated.")
  private List<String> transforms = new ArrayList<>();

  @Option(
      names = "--stream-seed",
      paramLabel = "N",
      description = "Seed of the generated stream and of --with (default ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long streamSeed;

  @SuppressWarnings("NullAway.Init") // picocli injects the spec.
  DatasetOptions() {}

  /** The command that has these options; its help lists the streams and transforms. */
  @Spec(Spec.Target.MIXEE)
  void setSpec(CommandSpec spec) {
    this.spec = spec;
    List<String> keys = new ArrayList<>(spec.usageMessage().sectionKeys());
    int place = keys.indexOf(UsageMessageSpec.SECTION_KEY_FOOTER_HEADING);
    keys.addAll(place, List.of("streams", "transforms"));
    spec.usageMessage().sectionKeys(keys);
    spec.usageMessage()
        .sectionMap()
        .putAll(
            Map.of(
                "streams", help -> section(help, "Streams:", Generators.summaries()),
                "transforms",
                    help ->
                        section(
                            help,
                            "Transforms, applied in the order given:",
                            Transforms.summaries())));
  }

  private static String section(Help help, String heading, Map<String, String> summaries) {
    Map<String, String> escaped = new LinkedHashMap<>();
    summaries.forEach((name, summary) -> escaped.put(name, summary.replace("%", "%%")));
    return "%n%s%n%s".formatted(heading, help.createTextTable(escaped));
  }

  /**
   * Opens the chosen data set and applies its transforms.
   *
   * @param configurations one or more that it is for; what their mappings say of a file's columns
   *     is what they are
   */
  Dataset open(@Nullable String defaultStream, List<Configuration> configurations) {
    Dataset dataset = openBare(defaultStream, configurations);
    try {
      return Transforms.over(dataset, transforms, streamSeed);
    } catch (IllegalArgumentException e) {
      throw usage("--with: " + e.getMessage());
    }
  }

  private Dataset openBare(@Nullable String defaultStream, List<Configuration> configurations) {
    if (csv != null && stream != null) {
      throw usage("--csv and --stream exclude each other");
    }
    if (csv != null) {
      if (label == null) {
        throw usage("--csv wants --label COLUMN");
      }
      if (task != Task.AUTO && types.kinds().containsKey(label.strip())) {
        throw usage("--task and --types exclude each other for the label");
      }
      return openCsv(
          csv, label, task, types, configurations.stream().map(Configuration::mapping).toList());
    }
    if (label != null) {
      throw usage("--label wants --csv FILE");
    }
    if (types.isGiven()) {
      throw usage("--types wants --csv FILE");
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

  /**
   * Opens a file, bare, and says how it was understood.
   *
   * @param mappings that say what its columns are where {@code types} does not; may be none
   */
  static Dataset openCsv(
      Path file, String labelColumn, Task task, TypesOption types, List<MappingConfig> mappings) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new ConfigurationException("--csv", file, "a regular file that can be read");
    }
    Map<String, ColumnKind> kinds = types.kinds();
    CsvLayout layout = CsvLayout.of(file, labelColumn, kinds.keySet());
    types.check(layout);
    MappedKinds mapped = MappedKinds.of(mappings, layout.featureNames(), layout.label());
    Map<String, ColumnKind> demanded = new HashMap<>(mapped.agreed());
    demanded.putAll(kinds);
    CsvDataset dataset =
        CsvDataset.open(layout, task == Task.AUTO ? mapped.task() : task, demanded);
    if (dataset.columns().kind() instanceof LabelKind.Classes classes
        && classes.names().size() == 1) {
      throw new DatasetException(
          "%s: all labels of column '%s' are %s, want two classes at least"
              .formatted(file, labelColumn, classes.names()));
    }
    CsvSummary.lines(file, dataset).stream().map(Shown::line).forEach(System.err::println);
    for (Column column : dataset.columns().features()) {
      if (!Set.of(column.kind())
              .containsAll(mapped.disputed().getOrDefault(column.name(), Set.of()))
          && !kinds.containsKey(column.name())) {
        System.err.printf(
            "column '%s' is read as it looks, as the configurations differ in its kind; --types"
                + " says what it is%n",
            Shown.line(column.name()));
      }
    }
    return dataset;
  }

  /** Names the chosen data set. */
  String describe(String defaultStream) {
    String bare =
        csv != null ? csv.toString() : "stream " + (stream == null ? defaultStream : stream);
    return transforms.isEmpty() ? bare : bare + " with " + String.join(", ", transforms);
  }

  /** What tells the chosen data set from others, as {@code key: value} lines. */
  List<String> identity(Dataset dataset, String defaultStream) {
    List<String> identity = new ArrayList<>();
    if (csv == null) {
      identity.add("stream: " + (stream == null ? defaultStream : stream));
    } else {
      Columns columns = dataset.columns();
      identity.add("csv: " + csv.getFileName());
      identity.add("label: " + columns.label());
      identity.add("header: %08x".formatted(columns.featureNames().hashCode()));
      identity.add("rows: " + dataset.size().orElseThrow());
    }
    if (types.isGiven()) {
      identity.add("types: " + types.text());
    }
    if (csv == null || !transforms.isEmpty()) {
      identity.add("seed: " + streamSeed);
    }
    if (!transforms.isEmpty()) {
      identity.add("with: " + String.join(", ", transforms));
    }
    return identity;
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
