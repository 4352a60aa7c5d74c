package io.gradstream.dataset.generator;

import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.Row;
import io.gradstream.dataset.RowReader;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/** A stream without end whose rows are drawn one after the other. */
interface GeneratedStream extends Dataset {

  /** Draws the rows of one pass: asked for by number, from 0 on, in their order. */
  LongFunction<Row> rows();

  @Override
  default OptionalLong size() {
    return OptionalLong.empty();
  }

  @Override
  default RowReader open() {
    return reader(rows());
  }

  /** Reads the rows of one pass. */
  static RowReader reader(LongFunction<Row> rows) {
    return new RowReader() {
      private long row;

      @Override
      public Row next() {
        return rows.apply(row++);
      }
    };
  }
}
