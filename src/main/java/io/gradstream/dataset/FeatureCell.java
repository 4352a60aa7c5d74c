package io.gradstream.dataset;

/** How to read the cells of a feature column. Cells come without spaces around them. */
final class FeatureCell {
  /** What {@link #number} wants. */
  static final String WANTED = "a finite number, true or false, or nothing where it is missing";

  private FeatureCell() {}

  /** The value of a cell: NaN if it is empty or no number, infinite if it is no finite number. */
  static double number(String cell) {
    double value = cell.isEmpty() ? Double.NaN : Numeral.parse(cell);
    if (!Double.isNaN(value)) {
      return value;
    }
    return cell.equalsIgnoreCase("true") ? 1 : cell.equalsIgnoreCase("false") ? 0 : Double.NaN;
  }

  /** Whether a cell can only be a text: it says something, and that is no number of any kind. */
  static boolean isText(String cell) {
    return !cell.isEmpty() && Double.isNaN(number(cell));
  }
}
