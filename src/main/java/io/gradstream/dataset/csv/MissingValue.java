package io.gradstream.dataset.csv;

import java.util.Locale;
import java.util.Set;

/**
 * How files write that a value is missing. In a column whose other cells are all numbers each of
 * these means that; among texts only the empty cell does, for there {@code none} and {@code -} may
 * be names as good as others.
 */
final class MissingValue {
  /** Of R, spreadsheets, pandas, SQL and JSON, Python, the UCI archive and statistical offices. */
  private static final Set<String> SPELLINGS =
      Set.of("", "na", "n/a", "nan", "null", "none", "?", "-");

  private static final int MOST_CHARS = 4;

  private MissingValue() {}

  /** Whether a cell without spaces around it is one of the spellings, in any case. */
  static boolean isSpelledBy(String cell) {
    return cell.length() <= MOST_CHARS && SPELLINGS.contains(cell.toLowerCase(Locale.ROOT));
  }
}
