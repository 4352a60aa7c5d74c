package io.gradstream.text;

import java.util.function.IntPredicate;

/**
 * Texts as a person may see them: what would move a cursor, change a colour, begin a line, turn the
 * direction of reading or be invisible is spelled out, as Java and JSON do it.
 */
public final class Shown {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
  private static final int ZERO_WIDTH_JOINER = 0x200d;

  private Shown() {}

  /** A text in one line. */
  public static String line(String text) {
    return escaped(text, Shown::isHarmless);
  }

  /** A text whose lines and tabs stay: a message of ours that quotes others. */
  public static String lines(String text) {
    return escaped(text, c -> c == '\n' || c == '\t' || isHarmless(c));
  }

  /** A text, or its first characters and a mark where there are more. */
  public static String start(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    boolean splits = Character.isHighSurrogate(text.charAt(most - 1));
    return text.substring(0, splits ? most - 1 : most) + "…";
  }

  /** A text, or its first characters where there are more. */
  public static String cut(String text, int most) {
    return text.substring(0, Math.min(text.length(), most));
  }

  /** Whether a code point shows as itself, and changes nothing but the place it stands in. */
  public static boolean isHarmless(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      // Persian is spelled, and emoji are composed, with these two.
      case Character.FORMAT -> codePoint == ZERO_WIDTH_NON_JOINER || codePoint == ZERO_WIDTH_JOINER;
      default -> true;
    };
  }

  private static String escaped(String text, IntPredicate stays) {
    if (text.codePoints().allMatch(stays)) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              if (stays.test(c)) {
                shown.appendCodePoint(c);
              } else {
                for (char unit : Character.toChars(c)) {
                  shown.append(escape(unit));
                }
              }
            });
    return shown.toString();
  }

  private static String escape(char unit) {
    return switch (unit) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> "\\u%04x".formatted((int) unit);
    };
  }
}
