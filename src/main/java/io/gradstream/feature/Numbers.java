package io.gradstream.feature;

import java.util.Locale;

/** Numbers read from values of any kind. */
final class Numbers {
  private Numbers() {}

  /** A value as a finite number in the range of a float. */
  static double finite(RawRow row, int value, String field) throws UnfitException {
    double number =
        row.kind(value) == ValueKind.TEXT ? parse(row.asText(value), field) : row.number(value);
    return checkRange(number, field);
  }

  static double checkRange(double number, String field) throws UnfitException {
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

  static UnfitException wrongType(String field, String got, String wants) {
    return new UnfitException(
        UnfitReason.WRONG_TYPE, "field %s: got %s, wants %s".formatted(field, got, wants));
  }
}
