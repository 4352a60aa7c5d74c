package io.gradstream.feature;

import java.math.BigDecimal;

/** The names of classes. */
final class Classes {
  /** A name longer than this is text even if it is all digits. */
  private static final int MAX_NUMBER_CHARS = 64;

  private Classes() {}

  /** What numbers of one value have in common: 1 and 1.0 are the same. */
  static String canonical(String name) {
    if (name.length() > MAX_NUMBER_CHARS || !mayBeNumber(name)) {
      return name;
    }
    try {
      return new BigDecimal(name).stripTrailingZeros().toString();
    } catch (ArithmeticException | NumberFormatException e) {
      return name;
    }
  }

  private static boolean mayBeNumber(String name) {
    return !name.isEmpty() && "+-.0123456789".indexOf(name.charAt(0)) >= 0;
  }
}
