package io.gradstream.dataset.transform;

import io.gradstream.dataset.ColumnKind;
import io.gradstream.dataset.Columns;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.Row;
import java.util.Arrays;
import java.util.Collections;
import java.util.function.UnaryOperator;

/**
 * More features that are 1 in every row.
 *
 * @param columns those before the transform, and the new ones
 */
record ConstantFeatures(Dataset inner, Columns columns) implements RowTransform {

  ConstantFeatures(Dataset inner, int count) {
    this(inner, inner.columns().plus("constant", Collections.nCopies(count, ColumnKind.NUMBER)));
  }

  @Override
  public UnaryOperator<Row> changes() {
    return row -> {
      Row wide = row.widened(columns.features().size());
      Arrays.fill(wide.features(), row.features().length, wide.features().length, 1);
      return wide;
    };
  }
}
