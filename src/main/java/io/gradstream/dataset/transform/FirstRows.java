package io.gradstream.dataset.transform;

import io.gradstream.dataset.Check;
import io.gradstream.dataset.Columns;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.Row;
import io.gradstream.dataset.RowReader;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The first rows and no more.
 *
 * @param rows at most, 1 or more
 */
record FirstRows(Dataset inner, long rows) implements Dataset {

  FirstRows {
    Check.atLeast(1, "take", rows);
  }

  @Override
  public Columns columns() {
    return inner.columns();
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.of(Math.min(rows, inner.size().orElse(rows)));
  }

  @Override
  public RowReader open() {
    RowReader reader = inner.open();
    return new RowReader() {
      private long left = rows;

      @Override
      public @Nullable Row next() {
        return left-- > 0 ? reader.next() : null;
      }

      @Override
      public void close() {
        reader.close();
      }
    };
  }
}
