package io.gradstream.dataset;

import org.jspecify.annotations.Nullable;

/** Reads a stream from its first row on. For one thread. */
public interface RowReader extends AutoCloseable {

  /**
   * The next row, or null after the last.
   *
   * @throws DatasetException if the row is not what the columns promise
   * @throws java.io.UncheckedIOException if reading fails
   */
  @Nullable Row next();

  /**
   * Passes over rows, or over what is left if that is less.
   *
   * @param rows zero or more
   * @throws DatasetException if a row passed over is not what the columns promise
   * @throws java.io.UncheckedIOException if reading fails
   */
  default void skip(long rows) {
    if (rows < 0) {
      throw new IllegalArgumentException("cannot skip %d rows, want 0 or more".formatted(rows));
    }
    for (long skipped = 0; skipped < rows && next() != null; skipped++) {}
  }

  /** Releases the source; a generated stream has none. */
  @Override
  default void close() {}
}
