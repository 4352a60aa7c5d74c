package io.gradstream.dataset.transform;

import io.gradstream.dataset.Columns;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.Row;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * More features, each a copy of one drawn among those there are.
 *
 * @param sources the feature that each copies
 */
@SuppressWarnings("ArrayRecordComponent") // Data sets are never compared.
record DuplicateFeatures(Dataset inner, int[] sources, Columns columns) implements RowTransform {

  /** Copies of features drawn from a seed. */
  static DuplicateFeatures drawn(Dataset inner, int count, long seed) {
    Random random = new Random(seed);
    Columns columns = inner.columns();
    int features = columns.features().size();
    int[] sources = IntStream.generate(() -> random.nextInt(features)).limit(count).toArray();
    return new DuplicateFeatures(
        inner,
        sources,
        columns.plus(
            "duplicate",
            IntStream.of(sources)
                .mapToObj(source -> columns.features().get(source).kind())
                .toList()));
  }

  @Override
  public UnaryOperator<Row> changes() {
    return row -> {
      Row wide = row.widened(columns.features().size());
      for (int i = 0; i < sources.length; i++) {
        wide.copy(row, sources[i], row.features().length + i);
      }
      return wide;
    };
  }
}
