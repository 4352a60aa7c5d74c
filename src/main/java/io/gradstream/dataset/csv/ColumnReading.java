package io.gradstream.dataset.csv;

import io.gradstream.dataset.ColumnKind;
import org.jspecify.annotations.Nullable;

/**
 * How the cells of a feature column are read. Cells come without spaces around them.
 *
 * @param kind numbers or texts
 * @param mark of the numbers
 * @param demanded whether a non-numeric cell in a number column is missing rather than an error
 * @param spelled whether a text may say that it is missing, as nothing else is but numbers
 */
record ColumnReading(ColumnKind kind, DecimalMark mark, boolean demanded, boolean spelled) {
  /** What {@link #number} wants. */
  static final String WANTED =
      "a finite number, true or false, or nothing (or NA, N/A, NaN, null, none, ?, -) where it is"
          + " missing";

  /** The text of a cell, null if it is missing. */
  @Nullable String text(String cell) {
    return cell.isEmpty() || (spelled && MissingValue.isSpelledBy(cell)) ? null : cell;
  }

  /** The number of a cell, NaN if it is missing, infinite if it is neither. */
  double number(String cell) {
    double value = mark.parse(cell);
    if (Double.isFinite(value)) {
      return value;
    }
    if (CellKind.isLogical(cell)) {
      return cell.equalsIgnoreCase("true") ? 1 : 0;
    }
    boolean missing =
        demanded || MissingValue.isSpelledBy(cell) || CellKind.of(cell) == CellKind.OVERFLOW;
    return missing ? Double.NaN : Double.POSITIVE_INFINITY;
  }
}
