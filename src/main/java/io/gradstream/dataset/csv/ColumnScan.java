package io.gradstream.dataset.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.gradstream.dataset.ColumnKind;
import io.gradstream.dataset.DatasetException;
import io.gradstream.dataset.Task;
import io.gradstream.dataset.csv.ColumnEvidence.Found;
import io.gradstream.text.Messages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Looks at every cell of a file to decide how its columns are read, and which of them are odd. */
final class ColumnScan {
  /** A share of the cells above this is nearly all of them. */
  private static final double NEARLY_ALL = 0.95;

  private final CsvLayout layout;
  private final int[] columns;
  private final ColumnEvidence[] features;
  private final ColumnEvidence label = new ColumnEvidence();
  private final List<OddColumn> odd = new ArrayList<>();
  private boolean decimalCommas;

  ColumnScan(CsvLayout layout) {
    this.layout = layout;
    this.columns = layout.features();
    this.features = new ColumnEvidence[columns.length];
    Arrays.setAll(features, i -> new ColumnEvidence());
  }

  void add(CsvRecord row) {
    long line = row.getStartingLineNumber();
    for (int i = 0; i < columns.length; i++) {
      features[i].add(row.getField(columns[i]).strip(), line);
    }
    label.add(row.getField(layout.labelIndex()).strip(), line);
  }

  /**
   * How the features are read, in their order.
   *
   * @param demanded what columns are whatever they look like, by their names
   */
  List<ColumnReading> readings(Map<String, ColumnKind> demanded) {
    List<String> names = layout.featureNames();
    return IntStream.range(0, features.length)
        .mapToObj(i -> reading(names.get(i), features[i], demanded.get(names.get(i))))
        .toList();
  }

  /**
   * How the labels are read.
   *
   * @param demanded what they are whatever they look like, or null
   */
  LabelColumn label(LabelScan labels, Task task, @Nullable ColumnKind demanded) {
    DecimalMark known = mark(label);
    DecimalMark mark = known == null ? DecimalMark.POINT : known;
    LabelColumn column = labels.decide(task, demanded, label, mark);
    if (demanded == ColumnKind.NUMBER) {
      noteNotNumbers(layout.label(), label, mark);
    }
    if (column instanceof LabelColumn.Reals) {
      noteMarks(layout.label(), label, mark);
    } else if (task == Task.AUTO && demanded == null && areNearlyAll(label.numbers(mark), label)) {
      note(layout.label(), Oddity.NEARLY_NUMBERS, label, label.found(kind -> !kind.isNumber(mark)));
    }
    return column;
  }

  /** The columns that were found odd, in their order, the label last. */
  List<OddColumn> oddColumns() {
    return List.copyOf(odd);
  }

  /** Whether commas were taken for decimal ones. */
  boolean hasDecimalCommas() {
    return decimalCommas;
  }

  private ColumnReading reading(String name, ColumnEvidence cells, @Nullable ColumnKind demanded) {
    DecimalMark known = mark(cells);
    DecimalMark mark = known == null ? DecimalMark.POINT : known;
    boolean spelled = cells.isOfNumbers();
    if (demanded == ColumnKind.TEXT) {
      return new ColumnReading(ColumnKind.TEXT, mark, true, spelled);
    }
    if (demanded == ColumnKind.NUMBER) {
      noteNotNumbers(name, cells, mark);
      noteMarks(name, cells, mark);
      return new ColumnReading(ColumnKind.NUMBER, mark, true, spelled);
    }
    if (known != null && isNumeric(cells, mark)) {
      note(name, Oddity.FEW_OVERFLOWS, cells, cells.found(CellKind.OVERFLOW));
      note(name, Oddity.NOT_FINITE, cells, cells.found(CellKind.NOT_FINITE));
      noteMarks(name, cells, mark);
      note(name, Oddity.LEADING_ZEROS, cells, cells.found(CellKind.ZERO_FIRST));
      note(name, Oddity.ROUNDED_DIGITS, cells, cells.found(CellKind.INEXACT));
      return new ColumnReading(ColumnKind.NUMBER, mark, false, spelled);
    }
    noteTexts(name, cells, known);
    return new ColumnReading(ColumnKind.TEXT, mark, false, spelled);
  }

  /** In a column that is to be numeric. */
  private void noteNotNumbers(String name, ColumnEvidence cells, DecimalMark mark) {
    Found others = cells.found(kind -> !kind.isNumber(mark));
    if (!others.isNone() && others.count() == cells.present()) {
      throw new DatasetException(
          "%s: column %s is to be numeric, but has no number: line %d has %s"
              .formatted(
                  layout.file(),
                  Messages.quoted(name),
                  others.line(),
                  Messages.quoted(others.text())));
    }
    note(name, Oddity.NOT_ALL_NUMBERS, cells, others);
  }

  private static boolean isNumeric(ColumnEvidence cells, DecimalMark mark) {
    long overflows = cells.found(CellKind.OVERFLOW).count();
    long numbers = cells.numbers(mark) + cells.found(CellKind.NOT_FINITE).count();
    return numbers + overflows == cells.present()
        && (overflows == 0 || areNearlyAll(numbers, cells));
  }

  /** The decimal mark of a column, null if it could be either. */
  private @Nullable DecimalMark mark(ColumnEvidence cells) {
    int more = Long.compare(cells.numbers(DecimalMark.POINT), cells.numbers(DecimalMark.COMMA));
    if (more != 0) {
      return more > 0 ? DecimalMark.POINT : DecimalMark.COMMA;
    }
    boolean commas = !cells.found(CellKind.EITHER_COMMA).isNone();
    boolean points = !cells.found(CellKind.EITHER_POINT).isNone();
    DecimalMark others = commas || points ? markOfOthers() : null;
    if (others != null) {
      return others;
    }
    boolean grouped =
        !cells.found(CellKind.SHORT_WHOLE).isNone() && cells.found(CellKind.LONG_WHOLE).isNone();
    if (!commas || grouped) {
      return DecimalMark.POINT;
    }
    return switch (layout.format().separator()) {
      case ',' -> DecimalMark.POINT;
      case ';' -> DecimalMark.COMMA;
      default -> null;
    };
  }

  /** The decimal mark of the columns that leave no doubt, null if they differ or there is none. */
  private @Nullable DecimalMark markOfOthers() {
    boolean point = isOfAny(DecimalMark.POINT, DecimalMark.COMMA);
    boolean comma = isOfAny(DecimalMark.COMMA, DecimalMark.POINT);
    return point == comma ? null : point ? DecimalMark.POINT : DecimalMark.COMMA;
  }

  /** Whether a number of cells is nearly all of those that are not missing. */
  static boolean areNearlyAll(long count, ColumnEvidence cells) {
    return count > NEARLY_ALL * cells.present();
  }

  private boolean isOfAny(DecimalMark mark, DecimalMark other) {
    return isOf(label, mark, other)
        || Arrays.stream(features).anyMatch(cells -> isOf(cells, mark, other));
  }

  private static boolean isOf(ColumnEvidence cells, DecimalMark mark, DecimalMark other) {
    return areNearlyAll(cells.numbers(mark), cells) && cells.numbers(mark) > cells.numbers(other);
  }

  private void noteMarks(String name, ColumnEvidence cells, DecimalMark mark) {
    note(name, Oddity.THOUSANDS, cells, cells.found(kind -> kind.isGrouped(mark)));
    if (mark != DecimalMark.COMMA) {
      return;
    }
    Found commas = cells.found(CellKind::mayHaveDecimalComma);
    decimalCommas |= !commas.isNone();
    boolean certain =
        !cells.found(CellKind.DECIMAL_COMMA).isNone()
            || !cells.found(CellKind.GROUPED_COMMA).isNone();
    if (!certain || layout.format().separator() == ',') {
      note(name, Oddity.DECIMAL_COMMAS, cells, commas);
    }
  }

  private void noteTexts(String name, ColumnEvidence cells, @Nullable DecimalMark mark) {
    Found overflows = cells.found(CellKind.OVERFLOW);
    Found dressed = cells.found(CellKind.DRESSED);
    if (mark == null) {
      note(name, Oddity.AMBIGUOUS_COMMAS, cells, cells.found(CellKind.EITHER_COMMA));
      return;
    }
    long numbers = cells.numbers(mark);
    if (cells.isOfNumbers() && !overflows.isNone()) {
      note(name, Oddity.OVERFLOWING_CODES, cells, overflows);
    } else if (cells.isOfNumbers() || areNearlyAll(numbers, cells)) {
      note(name, Oddity.NEARLY_NUMBERS, cells, cells.found(kind -> !kind.isNumber(mark)));
    } else if (areNearlyAll(numbers + dressed.count(), cells)) {
      note(name, Oddity.DRESSED_NUMBERS, cells, dressed);
    }
  }

  private void note(String name, Oddity oddity, ColumnEvidence cells, Found found) {
    if (!found.isNone()) {
      odd.add(
          new OddColumn(
              name,
              oddity,
              cells.present(),
              found.count(),
              Messages.quoted(found.text()),
              found.line()));
    }
  }
}
