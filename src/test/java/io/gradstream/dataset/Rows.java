package io.gradstream.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.dataset.generator.Generators;
import io.gradstream.dataset.transform.Transforms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Rows of a stream, read and looked at. */
public final class Rows {
  private Rows() {}

  /** The next rows, all of them if there are fewer. */
  public static List<Row> rows(RowReader reader, int most) {
    List<Row> rows = new ArrayList<>();
    while (rows.size() < most) {
      Row row = reader.next();
      if (row == null) {
        break;
      }
      rows.add(row);
    }
    return rows;
  }

  /** Rows as text, which tells apart whatever differs in a bit. */
  public static List<String> texts(RowReader reader, int most) {
    return rows(reader, most).stream().map(Rows::text).toList();
  }

  public static String text(Row row) {
    return features(row) + " -> " + row.label();
  }

  /** Without the label. */
  public static String features(Row row) {
    return Arrays.toString(row.features())
        + (row.texts() == null ? "" : Arrays.toString(row.texts()));
  }

  /** A row is what the columns promise. */
  public static void assertFits(Row row, Columns columns, boolean mayMiss) {
    assertThat(row.features()).hasSize(columns.features().size());
    assertThat(row.texts() == null ? row.features().length : row.texts().length)
        .isEqualTo(row.features().length);
    for (int i = 0; i < row.features().length; i++) {
      double x = row.features()[i];
      boolean there =
          switch (columns.features().get(i).kind()) {
            case NUMBER -> Double.isFinite(x) && row.text(i) == null;
            case CATEGORY_ID -> x == Math.rint(x) && x >= 0 && row.text(i) == null;
            case TEXT -> Double.isNaN(x) && row.text(i) != null;
          };
      boolean missing = Double.isNaN(x) && row.text(i) == null;
      assertThat(there || (mayMiss && missing)).as("column %d of %s", i, text(row)).isTrue();
    }
    if (columns.kind() instanceof LabelKind.Classes classes) {
      assertThat(row.label()).isBetween(0.0, classes.names().size() - 1.0);
      assertThat(row.label()).isEqualTo(Math.rint(row.label()));
    } else {
      assertThat(row.label()).isFinite();
    }
  }

  /** A generated stream of seed 1, transformed. */
  public static Dataset transformed(String stream, String... transforms) {
    return Transforms.over(Generators.named(stream, 1), List.of(transforms), 1);
  }

  /** The share of rows, by their places, that something holds for. */
  public static double share(List<Row> rows, Predicate<Integer> holds) {
    return (double) IntStream.range(0, rows.size()).boxed().filter(holds).count() / rows.size();
  }

  public static boolean isMissing(Row row, int column) {
    return Double.isNaN(row.features()[column]) && row.text(column) == null;
  }

  public static boolean isSame(Row a, Row b, int column) {
    return isSame(a, column, b, column);
  }

  public static boolean isSame(Row a, int columnOfA, Row b, int columnOfB) {
    return Double.compare(a.features()[columnOfA], b.features()[columnOfB]) == 0
        && Objects.equals(a.text(columnOfA), b.text(columnOfB));
  }
}
