package io.gradstream.dataset.transform;

import io.gradstream.dataset.Columns;
import io.gradstream.dataset.csv.Numeral;
import io.gradstream.text.Messages;

/**
 * What a transform is to do, as a text.
 *
 * @param transform its name, for messages
 */
record TransformValue(String transform, String text) {

  double number() {
    double number = Numeral.parse(text);
    if (!Double.isFinite(number)) {
      throw wrong("a finite number");
    }
    return number;
  }

  long whole() {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw wrong("a whole number");
    }
  }

  /** A number of columns. */
  int columns() {
    long columns = whole();
    if (columns < 1 || columns >= Columns.MAX_COLUMNS) {
      throw wrong("1 to " + (Columns.MAX_COLUMNS - 1));
    }
    return (int) columns;
  }

  /** Rows as {@code FROM-TO}; one number is an empty span. */
  RowSpan span() {
    int dash = text.indexOf('-');
    long from = new TransformValue(transform, dash < 0 ? text : text.substring(0, dash)).whole();
    long to = dash < 0 ? from : new TransformValue(transform, text.substring(dash + 1)).whole();
    if (from < 0 || to < from) {
      throw wrong("two rows in their order, counted from 0");
    }
    return new RowSpan(from, to);
  }

  /** The text before the first colon. */
  TransformValue first() {
    return new TransformValue(transform, text.substring(0, colon(text.indexOf(':'))));
  }

  /** The text after the first colon. */
  TransformValue afterFirst() {
    return new TransformValue(transform, text.substring(colon(text.indexOf(':')) + 1));
  }

  /** The text before the last colon. */
  TransformValue beforeLast() {
    return new TransformValue(transform, text.substring(0, colon(text.lastIndexOf(':'))));
  }

  /** The text after the last colon. */
  TransformValue last() {
    return new TransformValue(transform, text.substring(colon(text.lastIndexOf(':')) + 1));
  }

  private int colon(int index) {
    if (index < 0) {
      throw wrong("two values and a colon between them");
    }
    return index;
  }

  private IllegalArgumentException wrong(String want) {
    return new IllegalArgumentException(
        "%s is %s, want %s".formatted(transform, Messages.quoted(text), want));
  }
}
