package io.gradstream.dataset;

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
}
