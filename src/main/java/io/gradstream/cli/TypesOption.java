package io.gradstream.cli;

import io.gradstream.dataset.ColumnKind;
import io.gradstream.dataset.csv.CsvLayout;
import io.gradstream.text.Messages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option {@code --types}. */
final class TypesOption {
  private static final Map<String, ColumnKind> KINDS =
      Map.of("numeric", ColumnKind.NUMBER, "categorical", ColumnKind.TEXT);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--types",
      paramLabel = "COLUMN=KIND[,…]",
      description = {
        "The type of columns, numeric or categorical, whatever they look like; may be repeated."
            + " In a numeric column, cells that are not numbers count as"
            + " missing. A numeric label is a real number; each text of a categorical one is a"
            + " class."
      })
  private List<String> given = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // picocli injects the spec.
  TypesOption() {}

  boolean isGiven() {
    return !given.isEmpty();
  }

  /** As it was given. */
  String text() {
    return String.join(",", given);
  }

  /** The kinds by the names of the columns. */
  Map<String, ColumnKind> kinds() {
    Map<String, ColumnKind> kinds = new LinkedHashMap<>();
    for (String types : given) {
      StringBuilder column = new StringBuilder();
      for (String part : types.split(",", -1)) {
        int equals = part.lastIndexOf('=');
        column.append(equals < 0 ? part + "," : part.substring(0, equals));
        if (equals >= 0) {
          put(kinds, column.toString().strip(), part.substring(equals + 1).strip());
          column.setLength(0);
        }
      }
      if (!column.isEmpty()) {
        throw usage("--types: got '%s', wants COLUMN=KIND".formatted(types));
      }
    }
    return kinds;
  }

  private void put(Map<String, ColumnKind> kinds, String column, String kind) {
    ColumnKind known = KINDS.get(kind);
    if (known == null) {
      throw usage(
          "--types: got kind %s for column %s, wants numeric or categorical%s"
              .formatted(
                  Messages.quoted(kind),
                  Messages.quoted(column),
                  Messages.near(kind, KINDS.keySet())
                      .map(near -> "; did you mean %s?".formatted(near))
                      .orElse("")));
    }
    ColumnKind before = kinds.put(column, known);
    if (before != null && before != known) {
      throw usage("--types: got two kinds for column " + Messages.quoted(column));
    }
  }

  /** Refuses columns that a file does not have. */
  void check(CsvLayout layout) {
    List<String> columns = new ArrayList<>(layout.featureNames());
    columns.add(layout.label());
    for (String column : kinds().keySet()) {
      if (!columns.contains(column)) {
        throw usage(
            "--types: no column %s. %s"
                .formatted(Messages.quoted(column), Messages.suggestion(column, columns)));
      }
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
