package io.gradstream.dataset.transform;

import io.gradstream.dataset.Column;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.Row;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * Rows of nonsense: from one row to another every number is 10³⁰, its negative or missing, every
 * category id and every text one never seen or missing, and every label any of the classes, or one
 * of the last 1,000 real labels. Rows without a label stay so.
 *
 * @param span the rows, counted from 0
 */
record Garbage(Dataset inner, RowSpan span, long seed) implements RowTransform {
  private static final double HUGE = 1e30;

  @Override
  public UnaryOperator<Row> changes() {
    return new Pass(this);
  }

  private static final class Pass implements UnaryOperator<Row> {
    private final RowSpan span;
    private final List<Column> columns;
    private final LabelDraw labels;
    private final Random random;
    private long number;

    Pass(Garbage transform) {
      this.span = transform.span;
      this.columns = transform.inner.columns().features();
      this.labels = new LabelDraw(transform.inner.columns().kind());
      this.random = new Random(transform.seed);
    }

    @Override
    public Row apply(Row row) {
      boolean spoiled = span.contains(number++);
      if (spoiled) {
        for (int column = 0; column < columns.size(); column++) {
          spoil(row, column);
        }
      }
      labels.see(row.label());
      return spoiled && row.isLabelled() ? row.withLabel(labels.any(random)) : row;
    }

    private void spoil(Row row, int column) {
      int choice = random.nextInt(3);
      if (choice == 0) {
        row.clear(column);
        return;
      }
      switch (columns.get(column).kind()) {
        case NUMBER -> row.features()[column] = choice == 1 ? HUGE : -HUGE;
        case CATEGORY_ID -> row.features()[column] = Integer.MAX_VALUE + (double) bits();
        case TEXT -> Objects.requireNonNull(row.texts())[column] = "?" + bits();
      }
    }

    private int bits() {
      return random.nextInt() >>> 1;
    }
  }
}
