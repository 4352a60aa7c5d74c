package io.gradstream.dataset.csv;

import io.gradstream.text.Messages;
import java.util.regex.Pattern;

/** What a cell that is not missing looks like, and by which decimal mark it is a finite number. */
enum CellKind {
  /** {@code 836}: three digits at most. */
  SHORT_WHOLE(true, true),
  /** {@code 1288}: more digits. */
  LONG_WHOLE(true, true),
  /** {@code 007}. */
  ZERO_FIRST(true, true),
  /** {@code 9007199254740993}: more than doubles tell apart. */
  INEXACT(true, true),
  /** {@code true}, {@code 1e5}. */
  UNMARKED(true, true),
  /** {@code 1 234}, {@code 1'234}. */
  SPACED(true, true),
  /** {@code 3.5}. */
  PLAIN_POINT(true, false),
  /** {@code 1,234.5}, {@code 1,234,567}. */
  GROUPED_POINT(true, false),
  /** {@code 3,5}. */
  DECIMAL_COMMA(false, true),
  /** {@code 1.234,5}, {@code 1 234,5}. */
  GROUPED_COMMA(false, true),
  /** {@code 1.234.567}. */
  POINTS_ALONE(false, true),
  /** {@code 3.349}, which is another number if the point stands between thousands. */
  EITHER_POINT(true, true),
  /** {@code 3,349}, which is another number if the comma stands between thousands. */
  EITHER_COMMA(true, true),
  /** {@code 1e400}: a number beyond the range of a double. */
  OVERFLOW(false, false),
  /** {@code inf}, {@code -nan}. */
  NOT_FINITE(false, false),
  /** {@code $5}, {@code 12 %}, {@code (3.5)}: a number but for what stands around it. */
  DRESSED(false, false),
  /** Anything else. */
  TEXT(false, false);

  /** From one more on, doubles no longer tell whole numbers apart. */
  static final double MAX_EXACT = (1L << 53) - 1;

  private static final int GROUP = 3;

  private static final String DRESS = "[\\p{Sc}%\u2030\u00b0\\s\\p{Z}()+\\-\u2212]+";
  private static final Pattern DRESSES = Pattern.compile("^" + DRESS + "|" + DRESS + "$");

  private final boolean byPoint;
  private final boolean byComma;

  CellKind(boolean byPoint, boolean byComma) {
    this.byPoint = byPoint;
    this.byComma = byComma;
  }

  /** Whether it is a finite number that is written with this decimal mark, or without any. */
  boolean isNumber(DecimalMark mark) {
    return mark == DecimalMark.POINT ? byPoint : byComma;
  }

  /** Of a cell without spaces around it. */
  static CellKind of(String cell) {
    double plain = Numeral.parse(cell);
    if (!Double.isNaN(plain)) {
      return Double.isInfinite(plain) ? notFinite(cell) : ofPlain(cell, plain);
    }
    if (isLogical(cell)) {
      return UNMARKED;
    }
    double byPoint = DecimalMark.POINT.parse(cell);
    double byComma = DecimalMark.COMMA.parse(cell);
    if (Double.isInfinite(byPoint) || Double.isInfinite(byComma)) {
      return OVERFLOW;
    }
    if (Double.isNaN(byPoint)) {
      return !Double.isNaN(byComma) ? ofComma(cell) : isDressed(cell) ? DRESSED : TEXT;
    }
    if (Double.isNaN(byComma)) {
      return GROUPED_POINT;
    }
    return cell.indexOf(',') < 0 ? SPACED : EITHER_COMMA;
  }

  private static CellKind ofComma(String cell) {
    if (cell.indexOf(',') < 0) {
      return POINTS_ALONE;
    }
    return Double.isNaN(Numeral.parse(cell.replace(',', '.'))) ? GROUPED_COMMA : DECIMAL_COMMA;
  }

  /** Whether marks stand between its thousands if it is written with this decimal mark. */
  boolean isGrouped(DecimalMark mark) {
    return switch (this) {
      case SPACED, GROUPED_POINT, GROUPED_COMMA, POINTS_ALONE -> isNumber(mark);
      case EITHER_COMMA -> mark == DecimalMark.POINT;
      case EITHER_POINT -> mark == DecimalMark.COMMA;
      default -> false;
    };
  }

  /** Whether it has a comma before its decimals if it is written with decimal commas. */
  boolean mayHaveDecimalComma() {
    return this == DECIMAL_COMMA || this == GROUPED_COMMA || this == EITHER_COMMA;
  }

  /** Whether it is one of two truth values. */
  static boolean isLogical(String cell) {
    return cell.equalsIgnoreCase("true") || cell.equalsIgnoreCase("false");
  }

  private static CellKind notFinite(String cell) {
    return cell.chars().anyMatch(c -> c >= '0' && c <= '9') ? OVERFLOW : NOT_FINITE;
  }

  private static CellKind ofPlain(String cell, double value) {
    int point = cell.lastIndexOf('.');
    if (point >= 0) {
      boolean either =
          point == cell.length() - GROUP - 1 && !Double.isNaN(DecimalMark.COMMA.parse(cell));
      return either ? EITHER_POINT : PLAIN_POINT;
    }
    if (cell.indexOf('e') >= 0 || cell.indexOf('E') >= 0) {
      return UNMARKED;
    }
    int start = Character.isDigit(cell.charAt(0)) ? 0 : 1;
    int digits = cell.length() - start;
    if (digits > 1 && cell.charAt(start) == '0') {
      return ZERO_FIRST;
    }
    return Math.abs(value) > MAX_EXACT ? INEXACT : digits > GROUP ? LONG_WHOLE : SHORT_WHOLE;
  }

  private static boolean isDressed(String cell) {
    if (cell.length() > Messages.SHOWN_CHARS) {
      return false;
    }
    String bare = DRESSES.matcher(cell).replaceAll("");
    return !bare.equals(cell) && DecimalMark.isNumber(bare);
  }
}
