package io.gradstream.dataset.transform;

import io.gradstream.dataset.Check;
import io.gradstream.dataset.Columns;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.Row;
import io.gradstream.dataset.RowReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Labels in runs: with probability p the next row is the first of those to come that has the label
 * of the last, else the first of those to come. It is only the order that changes: every row comes
 * once. At most {@value #MAX_WAITING_ROWS} rows wait; where none of them has the label, the run
 * ends.
 *
 * @param probability p, 0 to 1
 */
record LabelRuns(Dataset inner, double probability, long seed) implements Dataset {
  /** How many rows may wait. */
  static final int MAX_WAITING_ROWS = 1000;

  LabelRuns {
    Check.between(0, 1, "runs", probability);
    Check.classes("runs", inner.columns());
  }

  @Override
  public Columns columns() {
    return inner.columns();
  }

  @Override
  public OptionalLong size() {
    return inner.size();
  }

  @Override
  public RowReader open() {
    return new Reader(this);
  }

  private static final class Reader implements RowReader {
    private final RowReader rows;
    private final double probability;
    private final Random random;
    private final Deque<Row> waiting = new ArrayDeque<>();
    private double last = Double.NaN;

    Reader(LabelRuns transform) {
      this.probability = transform.probability;
      this.random = new Random(transform.seed);
      this.rows = transform.inner.open();
    }

    @Override
    public @Nullable Row next() {
      boolean again = random.nextDouble() < probability && !Double.isNaN(last);
      Row row = again ? withLastLabel() : null;
      if (row == null) {
        row = waiting.isEmpty() ? rows.next() : waiting.remove();
      }
      if (row != null) {
        last = row.label();
      }
      return row;
    }

    private @Nullable Row withLastLabel() {
      for (Iterator<Row> each = waiting.iterator(); each.hasNext(); ) {
        Row row = each.next();
        if (row.label() == last) {
          each.remove();
          return row;
        }
      }
      while (waiting.size() < MAX_WAITING_ROWS) {
        Row row = rows.next();
        if (row == null || row.label() == last) {
          return row;
        }
        waiting.add(row);
      }
      return null;
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
