package io.gradstream.dataset.transform;

import io.gradstream.dataset.Check;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.Row;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * Each cell of a feature is missing with probability p, besides those that are anyway.
 *
 * @param probability p, 0 to 1
 */
record MissingCells(Dataset inner, double probability, long seed) implements RowTransform {

  MissingCells {
    Check.between(0, 1, "missing", probability);
  }

  @Override
  public UnaryOperator<Row> changes() {
    Random random = new Random(seed);
    return row -> {
      for (int column = 0; column < row.features().length; column++) {
        if (random.nextDouble() < probability) {
          row.clear(column);
        }
      }
      return row;
    };
  }
}
