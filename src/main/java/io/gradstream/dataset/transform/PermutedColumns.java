package io.gradstream.dataset.transform;

import io.gradstream.dataset.Column;
import io.gradstream.dataset.ColumnKind;
import io.gradstream.dataset.Columns;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The features in another order.
 *
 * @param order the place where each feature was
 */
@SuppressWarnings("ArrayRecordComponent") // Data sets are never compared.
record PermutedColumns(Dataset inner, int[] order, Columns columns) implements RowTransform {

  /** Names and values move together: nothing but the order changes. */
  static PermutedColumns withNames(Dataset inner, long seed) {
    Columns columns = inner.columns();
    int[] order = IntStream.range(0, columns.features().size()).toArray();
    Permutation.cycle(order, new Random(seed));
    List<Column> features = Arrays.stream(order).mapToObj(columns.features()::get).toList();
    return new PermutedColumns(
        inner, order, new Columns(features, columns.label(), columns.kind()));
  }

  /**
   * Values move, among the columns of each kind, and the names stay: each column that is not the
   * only one of its kind says what another said.
   */
  static PermutedColumns underNames(Dataset inner, long seed) {
    Columns columns = inner.columns();
    Random random = new Random(seed);
    int[] order = new int[columns.features().size()];
    List<ColumnKind> kinds = new ArrayList<>();
    columns.features().forEach(column -> kinds.add(column.kind()));
    for (ColumnKind kind : ColumnKind.values()) {
      int[] places = IntStream.range(0, order.length).filter(i -> kinds.get(i) == kind).toArray();
      int[] moved = places.clone();
      Permutation.cycle(moved, random);
      for (int i = 0; i < places.length; i++) {
        order[places[i]] = moved[i];
      }
    }
    return new PermutedColumns(inner, order, columns);
  }

  @Override
  public UnaryOperator<Row> changes() {
    return row -> {
      int width = order.length;
      @Nullable String[] texts = row.texts() == null ? null : new @Nullable String[width];
      Row moved = new Row(new double[width], texts, row.label());
      for (int i = 0; i < width; i++) {
        moved.copy(row, order[i], i);
      }
      return moved;
    };
  }
}
