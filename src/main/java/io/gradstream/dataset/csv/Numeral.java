package io.gradstream.dataset.csv;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A decimal number as text. */
public final class Numeral {
  private static final Set<String> NOT_FINITE = Set.of("nan", "inf", "infinity");

  private static final Pattern DECIMAL = Pattern.compile("[+-]?(?:0|[1-9]\\d*)?(?:\\.\\d*)?");

  private Numeral() {}

  /** Whether a number is written with neither an exponent nor needless zeros before it. */
  static boolean isDecimal(String number) {
    return DECIMAL.matcher(number).matches();
  }

  /**
   * The value of a text without spaces around it: NaN if it is no number; infinite if it stands for
   * a number that is not finite ({@code nan}, {@code -inf}, {@code 1e999}).
   */
  public static double parse(String text) {
    if (!hasOnlyNumberCharacters(text)) {
      return isNotFinite(text) ? Double.POSITIVE_INFINITY : Double.NaN;
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Keeps out what Java takes for numbers and data files do not: {@code 1f}, {@code 0x1p3}. */
  private static boolean hasOnlyNumberCharacters(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
        return false;
      }
    }
    return true;
  }

  private static boolean isNotFinite(String text) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    return text.length() <= "-infinity".length()
        && NOT_FINITE.contains(text.substring(signed ? 1 : 0).toLowerCase(Locale.ROOT));
  }
}
