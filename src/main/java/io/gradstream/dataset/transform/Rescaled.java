package io.gradstream.dataset.transform;

import io.gradstream.dataset.ColumnKind;
import io.gradstream.dataset.Columns;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.DatasetException;
import io.gradstream.dataset.LabelKind;
import io.gradstream.dataset.Row;
import io.gradstream.text.Messages;
import java.util.function.UnaryOperator;

/**
 * One column in another unit: each number times a factor, plus a shift. The column is a feature, or
 * the label if that is a real number.
 *
 * @param column its place among the features, -1 for the label
 */
record Rescaled(Dataset inner, int column, double factor, double shift) implements RowTransform {
  private static final int LABEL = -1;

  /** The column of a name, rescaled. */
  static Rescaled named(Dataset inner, String name, double factor, double shift) {
    Columns columns = inner.columns();
    int column = columns.featureNames().indexOf(name);
    boolean numbers =
        column == -1
            ? name.equals(columns.label()) && columns.kind() instanceof LabelKind.Real
            : columns.features().get(column).kind() == ColumnKind.NUMBER;
    if (!numbers) {
      throw new IllegalArgumentException(
          "no column of numbers %s. %s"
              .formatted(Messages.quoted(name), Messages.suggestion(name, columns.numberNames())));
    }
    return new Rescaled(inner, column, factor, shift);
  }

  @Override
  public UnaryOperator<Row> changes() {
    return row -> {
      if (column == LABEL) {
        return row.withLabel(rescaled(row.label()));
      }
      row.features()[column] = rescaled(row.features()[column]);
      return row;
    };
  }

  private double rescaled(double value) {
    double rescaled = factor * value + shift;
    if (Double.isInfinite(rescaled)) {
      throw new DatasetException(
          "%s times %s plus %s is out of range".formatted(factor, value, shift));
    }
    return rescaled;
  }
}
