package io.gradstream.dataset.csv;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands before the decimals of a number. The other mark, a space or an apostrophe may stand
 * between groups of three digits.
 */
enum DecimalMark {
  /** {@code 1234.5} or {@code 1,234.5}. */
  POINT('.', ','),
  /** {@code 1234,5} or {@code 1.234,5}. */
  COMMA(',', '.');

  /** A longer number has no groups. */
  private static final int MAX_GROUPED_CHARS = 64;

  private final char mark;
  private final Pattern written;

  DecimalMark(char mark, char other) {
    this.mark = mark;
    this.written =
        Pattern.compile(
            ("[+-]?(?:[1-9]\\d{0,2}([%c '\u2019\u00a0\u2009\u202f])\\d{3}(?:\\1\\d{3})*|\\d*)"
                    + "(?:[%c]\\d*)?(?:[eE][+-]?\\d+)?")
                .formatted(other, mark));
  }

  /**
   * The value of a text without spaces around it, as {@link Numeral#parse}: NaN if it is no number
   * that is written so.
   */
  double parse(String text) {
    if (this == POINT) {
      double plain = Numeral.parse(text);
      if (!Double.isNaN(plain)) {
        return plain;
      }
    } else if (text.indexOf('.') < 0 && text.indexOf(mark) < 0) {
      return POINT.parse(text);
    }
    if (text.length() > MAX_GROUPED_CHARS) {
      return Double.NaN;
    }
    Matcher matcher = written.matcher(text);
    if (!matcher.matches()) {
      return Double.NaN;
    }
    String group = matcher.group(1);
    String digits = group == null ? text : text.replace(group, "");
    return Numeral.parse(digits.replace(mark, '.'));
  }

  /** Whether a text is a finite number with either mark. */
  static boolean isNumber(String text) {
    return Double.isFinite(POINT.parse(text)) || Double.isFinite(COMMA.parse(text));
  }
}
