package io.gradstream.dataset;

import java.util.List;

/**
 * Describes the rows of a stream.
 *
 * @param features the feature columns, in the order of {@link Row#features}; one or more
 * @param label the name of the label
 * @param kind what the labels are
 */
public record Columns(List<Column> features, String label, LabelKind kind) {
  /** The most columns a stream may have, its label included. */
  public static final int MAX_COLUMNS = 100_000;

  public Columns {
    features = List.copyOf(features);
    if (features.isEmpty() || features.size() >= MAX_COLUMNS) {
      throw new IllegalArgumentException(
          "%d features, want 1 to %d".formatted(features.size(), MAX_COLUMNS - 1));
    }
  }

  /** The names of the feature columns, in their order. */
  public List<String> featureNames() {
    return features.stream().map(Column::name).toList();
  }

  /** Numbers {@code x1}, {@code x2}, … and {@code label}: the columns of a generated stream. */
  static Columns generated(int features, LabelKind kind) {
    List<Column> numbers =
        Names.numbered("x", 1, features).stream()
            .map(name -> new Column(name, ColumnKind.NUMBER))
            .toList();
    return new Columns(numbers, "label", kind);
  }
}
