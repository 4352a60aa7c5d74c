package io.gradstream.app;

import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationException;
import io.gradstream.dataset.Columns;
import io.gradstream.dataset.LabelKind;
import java.util.List;
import java.util.stream.IntStream;

/** Which columns of a data set are features, and what its label is. */
record DatasetColumns(int[] positions, List<String> features, String label, List<String> classes) {
  static DatasetColumns of(Columns columns, Configuration configuration) {
    List<String> wanted = configuration.mapping().features();
    List<String> classes =
        switch (columns.kind()) {
          case LabelKind.Classes known -> known.names();
          case LabelKind.Real ignored -> List.of();
        };
    if (wanted.isEmpty()) {
      int[] all = IntStream.range(0, columns.features().size()).toArray();
      return new DatasetColumns(all, columns.features(), columns.label(), classes);
    }
    int[] positions = wanted.stream().mapToInt(columns.features()::indexOf).toArray();
    for (int i = 0; i < positions.length; i++) {
      if (positions[i] < 0) {
        throw new ConfigurationException(
            "mapping.features", wanted.get(i), "columns of " + columns.features());
      }
    }
    return new DatasetColumns(positions, wanted, columns.label(), classes);
  }
}
