package io.gradstream.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationException;
import io.gradstream.config.ConfigurationReader;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.Row;
import io.gradstream.dataset.RowReader;
import io.gradstream.dataset.Task;
import io.gradstream.dataset.csv.CsvDataset;
import io.gradstream.dataset.generator.ClickLog;
import io.gradstream.feature.ExampleExtractor;
import io.gradstream.feature.FeatureKind;
import io.gradstream.feature.Mapping;
import io.gradstream.feature.Names;
import io.gradstream.feature.RecordReader;
import io.gradstream.learning.Example;
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
    DatasetTopic topic = new DatasetTopic(dataset, new ConfigurationReader().defaults().mapping());
    assertThat(topic.schema().getFields())
        .extracting(Schema.Field::name)
        .containsExactly("_2nd_try", "a_b", "a_b_2", "_", "the_label");

    assertThat(rowsSurvive(dataset, topic)).isEqualTo(3);
  }

  /** Reads every row as it is and through a record; returns how many there are. */
  private static int rowsSurvive(Dataset dataset, DatasetTopic topic) throws Exception {
    Mapping mapping = topic.mapping().resolve(null);
    ExampleExtractor fromRecord = extractor(mapping);
    RowExamples fromRows = topic.examples(extractor(mapping));
    RecordReader records = new RecordReader(fromRecord, mapping.limits());
    int count = 0;
    try (RowReader rows = dataset.open()) {
      for (Row row = rows.next(); row != null; row = rows.next()) {
        Example direct = fromRows.example(row);
        Example example = fromRecord.extract(records.tree(topic.record(row)), -1);
        assertThat(contents(example)).isEqualTo(contents(direct));
        count++;
      }
    }
    return count;
  }

  private static ExampleExtractor extractor(Mapping mapping) {
    return new ExampleExtractor(mapping, Names.of(mapping));
  }

  private static List<@Nullable Object> contents(Example example) {
    List<@Nullable Object> contents = new ArrayList<>();
    contents.add(example.label());
    for (int i = 0; i < example.features().size(); i++) {
      contents.add(example.features().get(i));
    }
    for (int i = 0; i < example.features().rowCount(); i++) {
      contents.add(example.features().row(i));
      contents.add(example.features().rowValue(i));
    }
    return contents;
  }

  @Test
  void textsAreWrittenAsStringsAndAreCategories() throws Exception {
    Path file = directory.resolve("texts.csv");
    Files.writeString(file, "colour,size,shape,label\nred,1.5,,a\n,,round,b\n");
    Dataset dataset = CsvDataset.open(file, "label", Task.AUTO);
    DatasetTopic topic = new DatasetTopic(dataset, new ConfigurationReader().defaults().mapping());

    assertThat(topic.schema().getFields())
        .extracting(field -> field.schema().getTypes().getFirst().getType())
        .containsExactly(
            Schema.Type.STRING, Schema.Type.DOUBLE, Schema.Type.STRING, Schema.Type.STRING);
    assertThat(topic.mapping().features())
        .extracting(Object::toString)
        .containsExactly(
            "colour Categorical[]", "size " + FeatureKind.Numeric.PLAIN, "shape Categorical[]");
    assertThat(rowsSurvive(dataset, topic)).isEqualTo(2);
    try (RowReader rows = dataset.open()) {
      assertThat(values(topic.record(Objects.requireNonNull(rows.next()))))
          .containsExactly("red", 1.5, null, "a");
      assertThat(values(topic.record(Objects.requireNonNull(rows.next()))))
          .containsExactly(null, null, "round", "b");
    }
  }

  @Test
  void categoryIdsAreWrittenAsLongsAndAreCategories() {
    Dataset clicks = ClickLog.of(1);
    DatasetTopic topic = new DatasetTopic(clicks, new ConfigurationReader().defaults().mapping());

    assertThat(topic.mapping().features())
        .filteredOn(feature -> feature.toString().endsWith("Categorical[]"))
        .hasSize(10);
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
  void refusesAFeatureThatIsNoColumn() throws Exception {
    Path file = Files.writeString(directory.resolve("rows.csv"), "colour,size,label\nred,1,1\n");
    Dataset dataset = CsvDataset.open(file, "label", Task.AUTO);
    Configuration named =
        new ConfigurationReader().parse("mapping: {features: [color]}", directory);

    assertThatThrownBy(() -> new DatasetTopic(dataset, named.mapping()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("mapping.features: got color, wants columns of [colour, size]");
  }

  private static List<@Nullable Object> values(GenericRecord record) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < record.getSchema().getFields().size(); i++) {
      values.add(record.get(i));
    }
    return values;
  }
}
