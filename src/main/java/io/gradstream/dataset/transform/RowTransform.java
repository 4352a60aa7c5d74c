package io.gradstream.dataset.transform;

import io.gradstream.dataset.Columns;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.Row;
import io.gradstream.dataset.RowReader;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A data set over another: as many rows, in the same order, each of them changed. What it does not
 * say that it changes, it keeps.
 */
interface RowTransform extends Dataset {

  /** What is transformed. */
  Dataset inner();

  /** Changes the rows of one pass, in their order and in place; made for each pass. */
  UnaryOperator<Row> changes();

  @Override
  default Columns columns() {
    return inner().columns();
  }

  @Override
  default OptionalLong size() {
    return inner().size();
  }

  @Override
  default RowReader open() {
    UnaryOperator<Row> changes = changes();
    RowReader rows = inner().open();
    return new RowReader() {
      @Override
      public @Nullable Row next() {
        Row row = rows.next();
        return row == null ? null : changes.apply(row);
      }

      @Override
      public void close() {
        rows.close();
      }
    };
  }
}
