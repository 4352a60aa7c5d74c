package io.gradstream.scale;

import java.util.Locale;

/**
 * What is suspicious about a feature, or about real labels.
 *
 * @param feature its number, or {@link #LABEL}
 * @param kind what it is
 * @param value that is a sentinel; else how large the values are
 */
public record Doubt(int feature, Kind kind, double value) {
  /** The number of a doubt about the label. */
  public static final int LABEL = -1;

  /** Values before which nothing is suspicious. */
  static final int LEAST_VALUES = 100;

  /** What may be suspicious. */
  public enum Kind {
    EMPTY,
    CONSTANT,
    SENTINEL,
    LABEL_SENTINEL,
    LABEL_CONSTANT,
    HEAVY_TAILED,
    GROWING,
    FINE
  }

  /** For people, of an input of a name. */
  public String of(String input) {
    return input + " " + this;
  }

  @Override
  public String toString() {
    return switch (kind) {
      case EMPTY -> "has always been missing: it tells nothing";
      case CONSTANT -> "has always been the same: it tells nothing";
      case SENTINEL ->
          String.format(
              Locale.ROOT,
              "%s comes again and again, far from all other values: it is treated as a category of"
                  + " its own, not as a number",
              exact(value));
      case LABEL_SENTINEL ->
          String.format(
              Locale.ROOT,
              "has the value %s again and again, far from all others: if it says that there is no"
                  + " label, leave it empty",
              exact(value));
      case LABEL_CONSTANT ->
          String.format(Locale.ROOT, "has always been %s: there is nothing to learn", exact(value));
      case HEAVY_TAILED ->
          "is far from a bell curve: its rank among the values before is used in place of it";
      case GROWING ->
          "has lately risen or fallen steadily, as an id or a clock does: how far it is off that"
              + " line is an input too";
      case FINE ->
          String.format(
              Locale.ROOT,
              "varies by less than a float resolves around %.4g: it has to come as a double",
              value);
    };
  }

  private static String exact(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
