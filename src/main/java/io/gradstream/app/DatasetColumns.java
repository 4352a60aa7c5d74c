package io.gradstream.app;

import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationException;
import io.gradstream.dataset.Columns;
import io.gradstream.dataset.LabelKind;
import java.util.List;
import java.util.stream.IntStream;

/** Which columns of a data set are features, and what its label is. */
record DatasetColumns(
    List<Integer> positions, List<String> features, String label, List<String> classes) {
  static DatasetColumns of(Columns columns, Configuration configuration) {
    List<String> wanted = configuration.mapping().features();
    List<String> classes =
        switch (columns.kind()) {
          case LabelKind.Classes known -> known.names();
          case LabelKind.Real ignored -> List.of();
        };
    if (wanted.isEmpty()) {
      List<Integer> all = IntStream.range(0, columns.features().size()).boxed().toList();
      return new DatasetColumns(all, columns.features(), columns.label(), classes);
    }
    List<Integer> positions = wanted.stream().map(columns.features()::indexOf).toList();
    for (int i = 0; i < positions.size(); i++) {
      if (positions.get(i) < 0) {
        throw new ConfigurationException(
            "mapping.features", wanted.get(i), "columns of " + columns.features());
      }
    }
    return new DatasetColumns(positions, wanted, columns.label(), classes);
  }
}
