package io.gradstream.dataset.csv;

/** Why a column may be meant to be something else than what it was taken for. */
public enum Oddity {
  /** Texts, though nearly all cells are numbers. */
  NEARLY_NUMBERS,
  /** Texts, though nearly all cells are numbers but for signs around them. */
  DRESSED_NUMBERS,
  /** Texts, because as numbers many cells would be beyond the range of a double. */
  OVERFLOWING_CODES,
  /** Texts, because commas may stand before decimals or between thousands. */
  AMBIGUOUS_COMMAS,
  /** Numbers; a few beyond the range of a double are missing. */
  FEW_OVERFLOWS,
  /** Numbers; some cells say that they are none, {@code inf}, and are an error. */
  NOT_FINITE,
  /** Numbers because that was demanded; cells that are none are missing. */
  NOT_ALL_NUMBERS,
  /** Numbers with separators between thousands. */
  THOUSANDS,
  /** Numbers whose commas are taken for decimal ones, though they may stand between thousands. */
  DECIMAL_COMMAS,
  /** Numbers that begin with zeros, as codes do. */
  LEADING_ZEROS,
  /** Whole numbers with more digits than a double holds, as ids have. */
  ROUNDED_DIGITS
}
