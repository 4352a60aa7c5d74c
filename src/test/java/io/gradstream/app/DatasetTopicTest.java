package io.gradstream.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.config.ConfigurationReader;
import io.gradstream.dataset.CsvDataset;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.Row;
import io.gradstream.dataset.RowReader;
import io.gradstream.dataset.Task;
import io.gradstream.feature.ExampleExtractor;
import io.gradstream.learning.Example;
import io.gradstream.learning.Label;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatasetTopicTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void aRowSurvivesTheWayThroughARecord() throws Exception {
    Path file = directory.resolve("rows.csv");
    Files.writeString(
        file,
        """
        2nd try,a b,a_b,é,the label
        1.5,,3,4,up
        5,6,7,8,down
        9,10,11,12,
        """);
    Dataset dataset = CsvDataset.open(file, "the label", Task.AUTO);
    DatasetTopic topic = new DatasetTopic(dataset, new ConfigurationReader().defaults());
    assertThat(topic.schema().getFields())
        .extracting(Schema.Field::name)
        .containsExactly("_2nd_try", "a_b", "a_b_2", "_", "the_label");

    ExampleExtractor extractor = new ExampleExtractor(topic.schema(), topic.mapping());
    try (RowReader rows = dataset.open()) {
      for (Row row = rows.next(); row != null; row = rows.next()) {
        Example example = extractor.extract(topic.record(row));
        for (int i = 0; i < row.features().length; i++) {
          assertThat((Float) example.features().get(i))
              .isEqualTo((Float) (float) row.features()[i]);
        }
        if (Double.isNaN(row.label())) {
          assertThat(example.label()).isNull();
        } else {
          assertThat(example.label()).isEqualTo(new Label.Category((int) row.label()));
        }
      }
    }
  }
}
