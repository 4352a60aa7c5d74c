package io.gradstream.cli.report;

import io.gradstream.dataset.Column;
import io.gradstream.dataset.ColumnKind;
import io.gradstream.dataset.Columns;
import io.gradstream.dataset.LabelKind;
import io.gradstream.dataset.csv.CsvDataset;
import io.gradstream.dataset.csv.OddColumn;
import io.gradstream.dataset.csv.Oddity;
import io.gradstream.text.Messages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How a file was understood: a line of all its columns, and one of each that may be meant else. */
public final class CsvSummary {
  private static final int SHOWN = 5;

  private CsvSummary() {}

  public static List<String> lines(Path file, CsvDataset dataset) {
    Columns columns = dataset.columns();
    List<String> all = new ArrayList<>();
    all.add(
        String.format(
            Locale.ROOT,
            "%s: %,d numeric and %,d text columns",
            file.getFileName(),
            count(columns, ColumnKind.NUMBER),
            count(columns, ColumnKind.TEXT)));
    all.add("label %s: %s".formatted(Messages.quoted(columns.label()), label(columns.kind())));
    all.addAll(dataset.remarks());
    List<String> lines = new ArrayList<>();
    lines.add(String.join("; ", all));
    if (columns.kind() instanceof LabelKind.Classes classes) {
      addSome(alike(classes.names()), "and so do %d more groups of classes", lines);
    }
    byOddity(dataset.oddColumns())
        .values()
        .forEach(
            odd ->
                addSome(
                    odd.stream().map(CsvSummary::line).toList(),
                    "and so are %d more columns",
                    lines));
    return lines;
  }

  /** Adds the first few, and how many more there are. */
  private static void addSome(List<String> all, String more, List<String> to) {
    all.stream().limit(SHOWN).forEach(to::add);
    if (all.size() > SHOWN) {
      to.add(more.formatted(all.size() - SHOWN));
    }
  }

  /** Classes that differ only by case or spaces, and may be misspelt. */
  private static List<String> alike(List<String> classes) {
    return classes.stream()
        .collect(Collectors.groupingBy(CsvSummary::bare, TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .filter(alike -> alike.getValue().size() > 1)
        .map(
            alike ->
                "classes %s differ only by case or spaces: are they the same class?"
                    .formatted(
                        alike.getValue().stream()
                            .map(Messages::quoted)
                            .collect(Collectors.joining(", "))))
        .toList();
  }

  private static String bare(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("\\s", "");
  }

  private static Map<Oddity, List<OddColumn>> byOddity(List<OddColumn> columns) {
    return columns.stream()
        .collect(
            Collectors.groupingBy(
                OddColumn::oddity, () -> new EnumMap<>(Oddity.class), Collectors.toList()));
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
                  .map(Messages::quoted)
                  .collect(Collectors.joining(", ")),
              classes.names().size() > SHOWN ? ", …" : "");
    };
  }

  private static String line(OddColumn column) {
    return String.format(
        Locale.ROOT,
        "column %s is read as %s: line %,d has %s%s",
        Messages.quoted(column.name()),
        why(column),
        column.line(),
        column.text(),
        remedy(column));
  }

  private static String why(OddColumn column) {
    long odd = column.odd();
    long others = column.cells() - odd;
    String share = String.format(Locale.ROOT, "%,d of its %,d cells", odd, column.cells());
    String are = odd == 1 ? " is" : " are";
    return switch (column.oddity()) {
      case NEARLY_NUMBERS ->
          String.format(
              Locale.ROOT, "text, though %,d of its cells are numbers and %,d not", others, odd);
      case DRESSED_NUMBERS -> "text, though " + share + are + " numbers with signs around them";
      case OVERFLOWING_CODES -> "text, because " + share + are + " too large for numbers";
      case AMBIGUOUS_COMMAS ->
          "text, because its commas may stand before decimals or between thousands";
      case FEW_OVERFLOWS -> "numbers, but " + share + are + " too large, and so missing";
      case NOT_FINITE -> "numbers, but " + share + are + " none";
      case NOT_ALL_NUMBERS -> "numbers as told, but " + share + are + " none, and so missing";
      case THOUSANDS -> "numbers, and marks in " + share + " stand between thousands";
      case DECIMAL_COMMAS -> "numbers, and commas in " + share + " stand before decimals";
      case LEADING_ZEROS ->
          "numbers, though " + share + (odd == 1 ? " begins" : " begin") + " with a zero";
      case ROUNDED_DIGITS ->
          "numbers, though " + share + (odd == 1 ? " has" : " have") + " more digits than are kept";
    };
  }

  /** What to do if it is meant else. */
  private static String remedy(OddColumn column) {
    String name = column.name();
    String types = "; --types " + (name.matches("[\\w.-]+") ? name : Messages.quoted(name)) + "=";
    return switch (column.oddity()) {
      case NEARLY_NUMBERS, NOT_FINITE -> types + "numeric takes it for missing";
      case AMBIGUOUS_COMMAS -> types + "numeric takes them for thousands";
      case LEADING_ZEROS, ROUNDED_DIGITS, FEW_OVERFLOWS -> types + "categorical is for codes";
      case DECIMAL_COMMAS -> types + "categorical keeps them as texts";
      case DRESSED_NUMBERS -> "; to have numbers, leave the signs out";
      case OVERFLOWING_CODES, NOT_ALL_NUMBERS, THOUSANDS -> "";
    };
  }
}
