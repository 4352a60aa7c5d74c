package io.gradstream.record;

import java.math.BigDecimal;
import java.util.Locale;

/** Numbers read from values of any kind. */
public final class Numbers {
  private Numbers() {}

  /** A longer number is written with an exponent. */
  private static final int MAX_PLAIN_CHARS = 64;

  /** Whether a number is an integer that a double tells from its neighbours. */
  static boolean isWhole(double number) {
    return number == Math.rint(number) && Math.abs(number) < 0x1p53;
  }

  /** A number's own digits: the fewest that tell it from other doubles. */
  static String decimal(double number) {
    return isWhole(number)
        ? Long.toString((long) number)
        : withoutExponent(Double.toString(number));
  }

  /** The fewest digits that tell a number from other floats. */
  static String decimal(float number) {
    return isWhole(number) ? Long.toString((long) number) : withoutExponent(Float.toString(number));
  }

  private static String withoutExponent(String shortest) {
    return shortest.indexOf('E') < 0 ? shortest : decimal(shortest);
  }

  /** The same for all numerals of one number: 5, 5.0 and 0.5e1 are "5". */
  static String decimal(String numeral) {
    try {
      BigDecimal number = new BigDecimal(numeral).stripTrailingZeros();
      long chars = Math.max((long) number.precision() - number.scale(), number.scale());
      return Math.max(chars, number.precision()) <= MAX_PLAIN_CHARS
          ? number.toPlainString()
          : number.toString();
    } catch (ArithmeticException | NumberFormatException e) { // As an exponent of ten digits.
      return numeral;
    }
  }

  /** A value as a finite number in the range of a float. */
  public static double finite(RawRow row, int value, String field) throws UnfitException {
    double number =
        row.kind(value) == ValueKind.TEXT ? parse(row.asText(value), field) : row.number(value);
    return checkRange(number, field);
  }

  public static double checkRange(double number, String field) throws UnfitException {
    if (!Float.isFinite((float) number)) {
      throw new UnfitException(
          UnfitReason.OUT_OF_RANGE,
          "field %s: got %s, wants a number in the range of a float".formatted(field, number));
    }
    return number;
  }

  private static double parse(String text, String field) throws UnfitException {
    switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> {
        return 1;
      }
      case "false" -> {
        return 0;
      }
      default -> {
        try {
          return Double.parseDouble(text);
        } catch (NumberFormatException e) {
          throw wrongType(field, text, "a number");
        }
      }
    }
  }

  public static UnfitException wrongType(String field, String got, String wants) {
    return new UnfitException(
        UnfitReason.WRONG_TYPE, "field %s: got %s, wants %s".formatted(field, got, wants));
  }
}
