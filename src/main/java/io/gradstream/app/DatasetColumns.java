package io.gradstream.app;

import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationException;
import io.gradstream.dataset.Column;
import io.gradstream.dataset.ColumnKind;
import io.gradstream.dataset.Columns;
import io.gradstream.dataset.LabelKind;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which columns of a data set are features, and what its label is.
 *
 * @param positions where the features are among the columns
 * @param features the names of the features, in the order of the positions
 * @param written the positions of the columns that a record of a topic holds: all, or the features
 *     that the configuration names
 */
record DatasetColumns(
    List<Integer> positions,
    List<String> features,
    List<Integer> written,
    String label,
    List<String> classes) {

  static DatasetColumns of(Columns columns, Configuration configuration) {
    List<String> wanted = configuration.mapping().features();
    List<Integer> written =
        wanted.isEmpty()
            ? IntStream.range(0, columns.features().size()).boxed().toList()
            : positions(columns, wanted);
    List<Integer> positions =
        written.stream().filter(position -> isFeature(columns.features().get(position))).toList();
    if (positions.isEmpty()) {
      throw new ConfigurationException(
          "mapping.features", columns.features(), "a column of numbers at least");
    }
    List<String> features =
        positions.stream().map(position -> columns.features().get(position).name()).toList();
    List<String> classes =
        switch (columns.kind()) {
          case LabelKind.Classes known -> known.names();
          case LabelKind.Real ignored -> List.of();
        };
    return new DatasetColumns(positions, features, written, columns.label(), classes);
  }

  /** The one place that says what the learner takes: numbers; categories are passed over. */
  static boolean isFeature(Column column) {
    return column.kind() == ColumnKind.NUMBER;
  }

  private static List<Integer> positions(Columns columns, List<String> wanted) {
    List<String> names = columns.featureNames();
    List<Integer> positions = wanted.stream().map(names::indexOf).toList();
    for (int i = 0; i < positions.size(); i++) {
      if (positions.get(i) < 0) {
        throw new ConfigurationException("mapping.features", wanted.get(i), "columns of " + names);
      }
      Column column = columns.features().get(positions.get(i));
      if (!isFeature(column)) {
        throw new ConfigurationException("mapping.features", column, "columns of numbers");
      }
    }
    return positions;
  }
}
