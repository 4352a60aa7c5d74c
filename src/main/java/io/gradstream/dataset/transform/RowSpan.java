package io.gradstream.dataset.transform;

import io.gradstream.dataset.Check;

/**
 * Rows by their numbers, counted from 0.
 *
 * @param from the first
 * @param to the first after them; not before {@code from}
 */
record RowSpan(long from, long to) {

  RowSpan {
    Check.atLeast(0, "the first row", from);
    Check.atLeast(from, "the row after the last", to);
  }

  boolean contains(long row) {
    return row >= from && row < to;
  }
}
