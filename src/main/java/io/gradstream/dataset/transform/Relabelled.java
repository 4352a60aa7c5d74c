package io.gradstream.dataset.transform;

import io.gradstream.dataset.Check;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.Row;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Each class under the name of another, drawn from a seed; no two under the same. */
record Relabelled(Dataset inner, long seed) implements RowTransform {

  Relabelled {
    Check.classes("relabelled", inner.columns());
  }

  @Override
  public UnaryOperator<Row> changes() {
    int classes = Check.classes("relabelled", inner.columns()).names().size();
    int[] names = IntStream.range(0, classes).toArray();
    Permutation.cycle(names, new Random(seed));
    return row -> row.isLabelled() ? row.withLabel(names[(int) row.label()]) : row;
  }
}
