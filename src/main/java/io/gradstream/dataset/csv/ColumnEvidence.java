package io.gradstream.dataset.csv;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;

/** What the cells of a column look like; those that are missing count for nothing. */
final class ColumnEvidence {
  private final Map<CellKind, Tally> tallies = new EnumMap<>(CellKind.class);

  private static final class Tally {
    private final String text;
    private final long line;
    private long count;

    Tally(String text, long line) {
      this.text = text;
      this.line = line;
    }
  }

  /**
   * Cells of one kind or of several.
   *
   * @param count how many
   * @param text the first of them, empty if there is none
   * @param line where that is
   */
  record Found(long count, String text, long line) {
    boolean isNone() {
      return count == 0;
    }
  }

  /** Takes a cell into account that has no spaces around it. */
  void add(String cell, long line) {
    if (!MissingValue.isSpelledBy(cell)) {
      tallies.computeIfAbsent(CellKind.of(cell), kind -> new Tally(cell, line)).count++;
    }
  }

  /** The cells of some kinds. */
  Found found(Predicate<CellKind> wanted) {
    Found all = new Found(0, "", 0);
    for (Map.Entry<CellKind, Tally> entry : tallies.entrySet()) {
      Tally tally = entry.getValue();
      if (wanted.test(entry.getKey())) {
        long count = all.count + tally.count;
        all =
            all.isNone() || tally.line < all.line
                ? new Found(count, tally.text, tally.line)
                : new Found(count, all.text, all.line);
      }
    }
    return all;
  }

  /** The cells of a kind. */
  Found found(CellKind kind) {
    return found(kind::equals);
  }

  /** How many cells are not missing. */
  long present() {
    return found(kind -> true).count;
  }

  /** How many cells are finite numbers written with this decimal mark. */
  long numbers(DecimalMark mark) {
    return found(kind -> kind.isNumber(mark)).count;
  }

  /** Whether no cell is a text. */
  boolean isOfNumbers() {
    return found(CellKind.TEXT).isNone() && found(CellKind.DRESSED).isNone();
  }
}
