package io.gradstream.dataset;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

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

  /** The names of the columns of numbers, the label's among them if it is a real number. */
  public List<String> numberNames() {
    List<String> names = new ArrayList<>();
    for (Column column : features) {
      if (column.kind() == ColumnKind.NUMBER) {
        names.add(column.name());
      }
    }
    if (kind instanceof LabelKind.Real) {
      names.add(label);
    }
    return names;
  }

  /** These columns, and others after them that have a name and a number that is not taken. */
  public Columns plus(String name, List<ColumnKind> kinds) {
    List<Column> all = new ArrayList<>(features);
    Set<String> taken = new HashSet<>(featureNames());
    taken.add(label);
    int number = 0;
    for (ColumnKind more : kinds) {
      do {
        number++;
      } while (!taken.add(name + number));
      all.add(new Column(name + number, more));
    }
    return new Columns(all, label, kind);
  }

  /** Names of a prefix and a number each. */
  public static List<String> numbered(String prefix, int first, int count) {
    return IntStream.range(first, first + count).mapToObj(number -> prefix + number).toList();
  }

  /** Numbers {@code x1}, {@code x2}, … and {@code label}: the columns of a generated stream. */
  public static Columns generated(int features, LabelKind kind) {
    List<Column> numbers =
        numbered("x", 1, features).stream()
            .map(name -> new Column(name, ColumnKind.NUMBER))
            .toList();
    return new Columns(numbers, "label", kind);
  }
}
