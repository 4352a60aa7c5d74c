package io.gradstream.cli;

import io.gradstream.dataset.Column;
import io.gradstream.dataset.ColumnKind;
import io.gradstream.dataset.Columns;
import io.gradstream.dataset.CsvDataset;
import io.gradstream.dataset.LabelKind;
import io.gradstream.dataset.Names;
import io.gradstream.dataset.OddColumn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a file was understood: a line of all its columns, and one of each that may be meant else. */
final class CsvSummary {
  private static final int SHOWN = 5;

  private CsvSummary() {}

  static List<String> lines(Path file, CsvDataset dataset) {
    Columns columns = dataset.columns();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s: %,d numeric and %,d text columns; label %s: %s",
            file.getFileName(),
            count(columns, ColumnKind.NUMBER),
            count(columns, ColumnKind.TEXT),
            Names.quoted(columns.label()),
            label(columns.kind())));
    List<OddColumn> odd = dataset.oddColumns();
    odd.stream().limit(SHOWN).map(CsvSummary::line).forEach(lines::add);
    if (odd.size() > SHOWN) {
      lines.add("and so are %d more columns".formatted(odd.size() - SHOWN));
    }
    return lines;
  }

  private static long count(Columns columns, ColumnKind kind) {
    return columns.features().stream().map(Column::kind).filter(kind::equals).count();
  }

  private static String label(LabelKind kind) {
    return switch (kind) {
      case LabelKind.Real real -> "real numbers, regression";
      case LabelKind.Classes classes ->
          String.format(
              Locale.ROOT,
              "%,d classes (%s%s), classification",
              classes.names().size(),
              classes.names().stream()
                  .limit(SHOWN)
                  .map(Names::quoted)
                  .collect(Collectors.joining(", ")),
              classes.names().size() > SHOWN ? ", …" : "");
    };
  }

  private static String line(OddColumn column) {
    return String.format(
        Locale.ROOT,
        "column %s is read as text, though %,d of its cells are numbers and %,d not: line %,d has"
            + " %s",
        Names.quoted(column.name()),
        column.numbers(),
        column.texts(),
        column.line(),
        column.text());
  }
}
