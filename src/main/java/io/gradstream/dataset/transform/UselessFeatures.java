package io.gradstream.dataset.transform;

import io.gradstream.dataset.ColumnKind;
import io.gradstream.dataset.Columns;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.Row;
import java.util.Collections;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * More features, standard normal, that say nothing.
 *
 * @param columns those before the transform, and the new ones
 */
record UselessFeatures(Dataset inner, Columns columns, long seed) implements RowTransform {

  UselessFeatures(Dataset inner, int count, long seed) {
    this(
        inner,
        inner.columns().plus("useless", Collections.nCopies(count, ColumnKind.NUMBER)),
        seed);
  }

  @Override
  public UnaryOperator<Row> changes() {
    Random random = new Random(seed);
    return row -> {
      Row wide = row.widened(columns.features().size());
      for (int column = row.features().length; column < wide.features().length; column++) {
        wide.features()[column] = random.nextGaussian();
      }
      return wide;
    };
  }
}
