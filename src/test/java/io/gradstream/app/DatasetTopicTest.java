package io.gradstream.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationException;
import io.gradstream.config.ConfigurationReader;
import io.gradstream.dataset.ClickLog;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
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

  @Test
  void textsAreWrittenAsStringsAndAreNoFeatures() throws Exception {
    Path file = directory.resolve("texts.csv");
    Files.writeString(file, "colour,size,shape,label\nred,1.5,,a\n,,round,b\n");
    Dataset dataset = CsvDataset.open(file, "label", Task.AUTO);
    DatasetTopic topic = new DatasetTopic(dataset, new ConfigurationReader().defaults());

    assertThat(topic.schema().getFields())
        .extracting(field -> field.schema().getTypes().getFirst().getType())
        .containsExactly(
            Schema.Type.STRING, Schema.Type.DOUBLE, Schema.Type.STRING, Schema.Type.STRING);
    assertThat(topic.mapping().features()).containsExactly("size");
    try (RowReader rows = dataset.open()) {
      assertThat(values(topic.record(Objects.requireNonNull(rows.next()))))
          .containsExactly("red", 1.5, null, "a");
      assertThat(values(topic.record(Objects.requireNonNull(rows.next()))))
          .containsExactly(null, null, "round", "b");
    }
  }

  @Test
  void categoryIdsAreWrittenAsLongsAndAreNoFeatures() {
    Dataset clicks = ClickLog.of(1);
    DatasetTopic topic = new DatasetTopic(clicks, new ConfigurationReader().defaults());

    assertThat(topic.mapping().features())
        .containsExactly("hour", "position", "price", "seconds_since_visit", "past_rate");
    try (RowReader rows = clicks.open()) {
      Row row = Objects.requireNonNull(rows.next());
      List<@Nullable Object> values = values(topic.record(row));
      assertThat(values)
          .hasSize(16)
          .startsWith((long) row.features()[0])
          .endsWith(row.label() == 1 ? "yes" : "no");
      assertThat(values.get(10)).isEqualTo(row.features()[10]);
    }
  }

  @Test
  void refusesADatasetWithoutNumbersAndATextForAFeature() throws Exception {
    Path texts = Files.writeString(directory.resolve("texts.csv"), "colour,label\nred,1\n");
    Path both = Files.writeString(directory.resolve("both.csv"), "colour,size,label\nred,1,1\n");
    Path config = Files.writeString(directory.resolve("c.yaml"), "mapping: {features: [colour]}\n");
    Configuration named = new ConfigurationReader().read(config);
    Configuration defaults = new ConfigurationReader().defaults();

    assertThatThrownBy(() -> new DatasetTopic(open(texts), defaults))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("wants a column of numbers at least");
    assertThatThrownBy(() -> new DatasetTopic(open(both), named))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("name=colour, kind=TEXT")
        .hasMessageContaining("wants columns of numbers");
  }

  private static Dataset open(Path file) {
    return CsvDataset.open(file, "label", Task.AUTO);
  }

  private static List<@Nullable Object> values(GenericRecord record) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < record.getSchema().getFields().size(); i++) {
      values.add(record.get(i));
    }
    return values;
  }
}
