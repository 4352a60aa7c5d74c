package io.gradstream.dataset;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One row of a stream. Every row has arrays of its own. The value of feature column {@code i} is
 * {@code texts[i]} if the column is {@link ColumnKind#TEXT}, else {@code features[i]}.
 *
 * @param features one finite number for each feature column, NaN where it is missing or a text
 * @param texts one text for each feature column, never empty, null where it is missing or a number;
 *     null in streams without a text column
 * @param label the class index or the real value, NaN if the row is unlabelled
 */
@SuppressWarnings("ArrayRecordComponent") // Rows are never compared.
public record Row(double[] features, @Nullable String @Nullable [] texts, double label) {

  /** A row of numbers. */
  public Row(double[] features, double label) {
    this(features, null, label);
  }

  /** The text in a feature column, null where it is missing or a number. */
  public @Nullable String text(int column) {
    return texts == null ? null : texts[column];
  }

  public boolean isLabelled() {
    return !Double.isNaN(label);
  }

  /** The same features under a label. */
  public Row withLabel(double label) {
    return new Row(features, texts, label);
  }

  /** The same features and label with room for more features, all of them missing. */
  public Row widened(int width) {
    double[] wide = Arrays.copyOf(features, width);
    Arrays.fill(wide, features.length, width, Double.NaN);
    return new Row(wide, texts == null ? null : Arrays.copyOf(texts, width), label);
  }

  /** Makes the value of a feature column missing. */
  public void clear(int column) {
    features[column] = Double.NaN;
    if (texts != null) {
      texts[column] = null;
    }
  }

  /** Takes another row's value, of a column of the same kind. */
  public void copy(Row from, int fromColumn, int column) {
    features[column] = from.features[fromColumn];
    if (texts != null) {
      texts[column] = from.text(fromColumn);
    }
  }
}
