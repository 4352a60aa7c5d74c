package io.gradstream.feature;

import io.gradstream.record.ValueKind;
import java.util.Locale;

/**
 * A field that a wildcard turned out to stand for, or whose kind its first value has chosen. Stored
 * as {@code merchant.category=text@3}.
 *
 * @param held what it held at first sight
 * @param feature the number of the configured feature, from 0 on
 */
record DiscoveredField(String place, ValueKind held, int feature) {
  /** What it can hold that takes most room. */
  static final ValueKind LONGEST = ValueKind.TIMESTAMP;

  /**
   * Reads what {@link #text} gave.
   *
   * @throws IllegalArgumentException if it is none
   */
  static DiscoveredField parse(String text) {
    int at = text.lastIndexOf('@');
    int equals = text.lastIndexOf('=', at);
    if (equals < 0) {
      throw new IllegalArgumentException(
          "field: got '%s', wants PATH=KIND@FEATURE".formatted(text));
    }
    return new DiscoveredField(
        text.substring(0, equals),
        ValueKind.valueOf(text.substring(equals + 1, at).toUpperCase(Locale.ROOT)),
        Integer.parseInt(text.substring(at + 1)));
  }

  String text() {
    return place + "=" + held.name().toLowerCase(Locale.ROOT) + "@" + feature;
  }
}
