package io.gradstream.scale;

import java.util.Locale;

/**
 * What is suspicious of a feature.
 *
 * @param feature its number
 * @param kind what it is
 * @param value that is a sentinel; else how large the values are
 */
public record Doubt(int feature, Kind kind, double value) {
  /** What may be suspicious. */
  public enum Kind {
    CONSTANT,
    SENTINEL,
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
      case CONSTANT -> "has always been the same: it tells nothing";
      case SENTINEL ->
          String.format(
              Locale.ROOT,
              "%s comes back far from all other values: it is taken for a category of its own",
              number(value));
      case HEAVY_TAILED -> "is skewed or heavy-tailed: it is seen by its ranks";
      case GROWING ->
          "grows with each record, as an id or a clock does: it is seen by its deviation from a"
              + " line too";
      case FINE ->
          String.format(
              Locale.ROOT,
              "varies by less than a float resolves around %s: send it as a double",
              number(value));
    };
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.4g", value);
  }
}
