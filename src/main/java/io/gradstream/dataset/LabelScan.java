package io.gradstream.dataset;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Looks at every label of a file to decide what the labels are. Classes that are numbers are told
 * apart and sorted by value; all others by their text.
 */
final class LabelScan {
  /** {@link Task#AUTO} takes at most this many distinct whole numbers for classes. */
  static final int MAX_WHOLE_NUMBER_CLASSES = 20;

  private static final int MAX_LABEL_CHARS = 256;

  /** From one more on, doubles no longer tell whole numbers apart. */
  private static final double MAX_EXACT = (1L << 53) - 1;

  private final CsvRecords records;
  private final int column;
  private final SortedSet<Double> numbers = new TreeSet<>();
  private final SortedSet<String> texts = new TreeSet<>();

  /** Spellings of a missing value, but for the empty one; beside texts they are texts. */
  private final SortedSet<String> missing = new TreeSet<>();

  private boolean allNumbers = true;
  private boolean allExact = true;
  private boolean allWhole = true;

  LabelScan(CsvRecords records, int column) {
    this.records = records;
    this.column = column;
  }

  static boolean isWhole(double value) {
    return value == Math.rint(value) && Math.abs(value) <= MAX_EXACT;
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
    double value = Numeral.parse(cell);
    if (Double.isInfinite(value)) {
      throw records.error(column, cell, new LabelColumn.Reals().wanted());
    }
    if (cell.length() > MAX_LABEL_CHARS) {
      throw records.error(
          column, cell, "a label of at most %d characters".formatted(MAX_LABEL_CHARS));
    }
    allNumbers &= !Double.isNaN(value);
    allExact &= Math.abs(value) <= MAX_EXACT;
    allWhole &= isWhole(value);
    if (numbers.size() <= LabelKind.Classes.MAX_CLASSES) {
      numbers.add(value + 0.0); // turns -0 into 0
    }
    if (texts.size() <= LabelKind.Classes.MAX_CLASSES) {
      texts.add(cell);
    }
  }

  /** What the labels seen are, taken for {@code task}. */
  LabelColumn decide(Task task) {
    return switch (task) {
      case REGRESSION -> new LabelColumn.Reals();
      case CLASSIFICATION -> classes();
      case AUTO -> looksReal() ? new LabelColumn.Reals() : classes();
    };
  }

  private boolean looksReal() {
    return allNumbers && !(allWhole && numbers.size() <= MAX_WHOLE_NUMBER_CLASSES);
  }

  private LabelColumn classes() {
    boolean onlyNumbers = allNumbers && !numbers.isEmpty();
    if (!onlyNumbers) {
      texts.addAll(missing);
    }
    boolean numeric = onlyNumbers && allExact;
    int count = numeric ? numbers.size() : texts.size();
    if (count == 0) {
      throw records.error("no row up to here, the last, has a label; want one at least");
    }
    if (count > LabelKind.Classes.MAX_CLASSES) {
      throw records.error(
          "the labels up to here, the last row, are more than %d classes; are they real numbers?"
              .formatted(LabelKind.Classes.MAX_CLASSES));
    }
    return numeric ? LabelColumn.Classes.ofNumbers(numbers) : LabelColumn.Classes.ofTexts(texts);
  }
}
