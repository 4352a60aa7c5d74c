package io.gradstream.dataset;

/** How to read the cells of a feature column. Cells come without spaces around them. */
final class FeatureCell {
  /** What {@link #number} wants. */
  static final String WANTED =
      "a finite number, true or false, or nothing (or NA, N/A, NaN, null, none, ?, -) where it is"
          + " missing";

  private FeatureCell() {}

  /** The value of a cell: NaN if it is missing or no number, infinite if it is no finite number. */
  static double number(String cell) {
    double value = MissingValue.isSpelledBy(cell) ? Double.NaN : Numeral.parse(cell);
    if (!Double.isNaN(value)) {
      return value;
    }
    return cell.equalsIgnoreCase("true") ? 1 : cell.equalsIgnoreCase("false") ? 0 : Double.NaN;
  }
}
