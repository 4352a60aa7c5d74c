package io.gradstream.dataset.csv;

import io.gradstream.dataset.ColumnKind;
import io.gradstream.dataset.LabelKind;
import io.gradstream.dataset.Task;
import io.gradstream.dataset.csv.ColumnEvidence.Found;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every label of a file to decide what the labels are. Classes are told apart by their
 * text, and sorted by value if all are numbers; decimals of one value, {@code 1} and {@code 1.0},
 * are one class, unless other numbers of one value, {@code 01} or {@code 1e0}, show that they are
 * codes.
 */
final class LabelScan {
  /** {@link Task#AUTO} takes at most this many distinct whole numbers for classes. */
  static final int MAX_WHOLE_NUMBER_CLASSES = 20;

  private static final int MAX_LABEL_CHARS = 256;

  private final CsvRecords records;
  private final int column;
  private final SortedSet<String> texts = new TreeSet<>();

  /** Spellings of a missing value, but for the empty one; beside texts they are texts. */
  private final SortedSet<String> missing = new TreeSet<>();

  private boolean logical;

  LabelScan(CsvRecords records, int column) {
    this.records = records;
    this.column = column;
  }

  static boolean isWhole(double value) {
    return value == Math.rint(value) && Math.abs(value) <= CellKind.MAX_EXACT;
  }

  /** Takes the cell of the record read last into account. */
  void add(String cell) {
    if (cell.isEmpty()) {
      return;
    }
    if (MissingValue.isSpelledBy(cell)) {
      missing.add(cell);
      return;
    }
    if (cell.length() > MAX_LABEL_CHARS) {
      throw records.error(
          column, cell, "a label of at most %d characters".formatted(MAX_LABEL_CHARS));
    }
    logical |= CellKind.isLogical(cell);
    if (texts.size() <= LabelKind.Classes.MAX_CLASSES) {
      texts.add(cell);
    }
  }

  /**
   * What the labels seen are.
   *
   * @param task what they are taken for
   * @param demanded texts if each text is a class, numbers if what is none is missing, null if
   *     neither
   * @param cells what they look like
   * @param mark the decimal mark of those that are numbers
   */
  LabelColumn decide(
      Task task, @Nullable ColumnKind demanded, ColumnEvidence cells, DecimalMark mark) {
    if (demanded == ColumnKind.TEXT) {
      return classes(false, mark);
    }
    if (demanded == ColumnKind.NUMBER) {
      return new LabelColumn.Reals(mark, true);
    }
    boolean numbers = !logical && cells.numbers(mark) == cells.present();
    return switch (task) {
      case REGRESSION -> {
        checkFinite(cells, mark);
        yield new LabelColumn.Reals(mark, false);
      }
      case CLASSIFICATION -> classes(numbers, mark);
      case AUTO -> {
        checkFinite(cells, mark);
        refuseStrayTexts(cells, mark);
        yield numbers && !areFewWhole(mark)
            ? new LabelColumn.Reals(mark, false)
            : classes(numbers, mark);
      }
    };
  }

  private void checkFinite(ColumnEvidence cells, DecimalMark mark) {
    Found infinite = cells.found(CellKind.NOT_FINITE);
    if (!infinite.isNone() && cells.numbers(mark) + infinite.count() == cells.present()) {
      throw records.error(infinite.line(), column, infinite.text(), LabelColumn.Reals.WANTED);
    }
  }

  /** A class for each of many numbers, because a few labels are none, is what nobody wants. */
  private void refuseStrayTexts(ColumnEvidence cells, DecimalMark mark) {
    Found none = cells.found(kind -> !kind.isNumber(mark));
    boolean areMany =
        texts.stream().filter(text -> Double.isFinite(mark.parse(text))).count()
            > MAX_WHOLE_NUMBER_CLASSES;
    if (!none.isNone() && areMany && ColumnScan.areNearlyAll(cells.numbers(mark), cells)) {
      throw records.error(
          none.line(),
          column,
          none.text(),
          String.format(
              Locale.ROOT,
              "a number, as %,d of the %,d labels are; --types label=numeric, with the column's"
                  + " name for label, treats the others as missing, and categorical makes each text"
                  + " a class",
              cells.numbers(mark),
              cells.present()));
    }
  }

  private boolean areFewWhole(DecimalMark mark) {
    return texts.stream().mapToDouble(mark::parse).allMatch(LabelScan::isWhole)
        && texts.stream().mapToDouble(mark::parse).distinct().count() <= MAX_WHOLE_NUMBER_CLASSES;
  }

  private LabelColumn classes(boolean numbers, DecimalMark mark) {
    if (!numbers || texts.isEmpty()) {
      texts.addAll(missing);
    }
    if (texts.isEmpty()) {
      throw records.error("no row up to here, the last, has a label; want one at least");
    }
    if (texts.size() > LabelKind.Classes.MAX_CLASSES) {
      throw records.error(
          "the labels up to here, the last row, are more than %d classes; are they real numbers?"
              .formatted(LabelKind.Classes.MAX_CLASSES));
    }
    SortedMap<Double, List<String>> byValue = new TreeMap<>();
    for (String text : numbers ? texts : Set.<String>of()) {
      byValue.computeIfAbsent(mark.parse(text) + 0.0, value -> new ArrayList<>()).add(text);
    }
    if (!numbers || byValue.keySet().stream().anyMatch(v -> Math.abs(v) > CellKind.MAX_EXACT)) {
      return LabelColumn.Classes.ofTexts(texts);
    }
    Collection<List<String>> equal = byValue.values();
    return equal.stream().allMatch(LabelScan::areOne)
        ? LabelColumn.Classes.ofSpellings(equal)
        : LabelColumn.Classes.ofTexts(equal.stream().flatMap(List::stream).toList());
  }

  /** Whether several texts of one value are one class: none of them is a code. */
  private static boolean areOne(List<String> spellings) {
    return spellings.size() == 1 || spellings.stream().allMatch(Numeral::isDecimal);
  }
}
