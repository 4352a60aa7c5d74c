package io.gradstream.dataset;

import java.util.OptionalLong;

/** A stream of rows that can be read again and again. Immutable; readers are independent. */
public interface Dataset {

  /** What the rows hold. */
  Columns columns();

  /**
   * Starts at the first row.
   *
   * @throws DatasetException if the source is no longer what it was
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  RowReader open();

  /** The number of rows; empty if the stream has no end. */
  OptionalLong size();
}
