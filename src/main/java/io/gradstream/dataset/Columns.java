package io.gradstream.dataset;

import java.util.List;

/**
 * Describes the rows of a stream.
 *
 * @param features the names of the features, in the order of {@link Row#features}; one or more
 * @param label the name of the label
 * @param kind what the labels are
 */
public record Columns(List<String> features, String label, LabelKind kind) {
  /** The most columns a stream may have, its label included. */
  public static final int MAX_COLUMNS = 100_000;

  public Columns {
    features = List.copyOf(features);
    if (features.isEmpty() || features.size() >= MAX_COLUMNS) {
      throw new IllegalArgumentException(
          "%d features, want 1 to %d".formatted(features.size(), MAX_COLUMNS - 1));
    }
  }

  /** Features {@code x1}, {@code x2}, … and {@code label}: the columns of a generated stream. */
  static Columns generated(int features, LabelKind kind) {
    return new Columns(Names.numbered("x", 1, features), "label", kind);
  }
}
