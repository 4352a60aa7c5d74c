package io.gradstream.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationReader;
import io.gradstream.inspection.CheckReport.TableLoad;
import io.gradstream.inspection.CheckedRecord.Feature;
import io.gradstream.wiring.LearningWiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordCheckTest {
  private static final Configuration CONFIGURATION =
      new ConfigurationReader()
          .parse(
              """
              input: {topic: t, format: json}
              mapping:
                features:
                  - {path: amount, kind: numeric, log: true}
                  - {path: note, kind: text}
                  - {path: sku, kind: embedding, bits: 4}
                  - {path: tags, kind: categorical}
                label: label
                task: classification
                id: id
                weight: w
                hash-bits: 3
                limits: {classes: 2}
              """,
              Path.of(""));

  @TempDir private Path directory;

  @Test
  void showsWhatARecordBecomes() throws IOException {
    CheckReport report =
        check(
            """
            {"id": "a", "amount": 0.5, "note": "Hello, world", "sku": "s1", "label": "x", "w": 2}
            {"tags": ["p", "q"], "label": null}
            """);

    CheckedRecord first = report.records().getFirst();
    assertThat(first.id()).isEqualTo("a");
    assertThat(first.label()).isEqualTo("x");
    assertThat(first.weight()).isEqualTo(2f);
    assertThat(first.features().get(0).raw()).containsExactly("0.5");
    assertThat(first.features().get(0).dense())
        .containsExactly(entry("amount", StrictMath.log1p(0.5)));
    assertThat(first.features().get(1).rows())
        .hasSize(2)
        .allSatisfy(row -> assertThat(Math.abs(row.value())).isEqualTo((float) Math.sqrt(0.5)));
    assertThat(first.features().get(2).embeddingRow()).isBetween(0, 15);
    assertThat(first.features().get(3))
        .isEqualTo(new Feature("tags", List.of(), Map.of(), List.of(), null));
    CheckedRecord second = report.records().getLast();
    assertThat(second.label()).isNull();
    assertThat(second.id()).isNull();
    assertThat(report.learned()).isEqualTo(1);
    assertThat(report.predictedOnly()).isEqualTo(1);
    assertThat(report.inputs()).containsExactly("amount");
    assertThat(report.classes()).containsExactly("x");
  }

  @Test
  void saysWhyARecordIsRejected() throws IOException {
    CheckReport report =
        check(
            """
            {"amount": "many", "label": "x"}
            {"amount": 1
            {"w": -1}
            {"label": "x"}
            {"label": "y"}
            {"label": "z", "tags": ["never counted"]}
            """);

    assertThat(report.rejected())
        .containsExactly(
            entry("NEGATIVE_WEIGHT", 1L),
            entry("TOO_MANY_CLASSES", 1L),
            entry("UNDECODABLE", 1L),
            entry("WRONG_TYPE", 1L));
    assertThat(report.records().getFirst().message())
        .isEqualTo("field amount: got many, wants a number");
    assertThat(report.learned()).isEqualTo(2);
    assertThat(report.tables().getFirst().values()).isZero();
  }

  @Test
  void countsValuesThatShareARow() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      lines.append("{\"tags\": [\"t%d\"], \"sku\": \"s%d\"}%n".formatted(i % 50, i % 20));
    }

    CheckReport report = check(lines.toString());

    assertThat(report.tables())
        .extracting(TableLoad::table, TableLoad::rows, TableLoad::values)
        .containsExactly(tuple("table", 8, 50), tuple("sku", 16, 20));
    assertThat(report.tables().getFirst().touched()).isLessThanOrEqualTo(8);
    assertThat(report.tables().getFirst().collisions()).isGreaterThanOrEqualTo(42);
  }

  @Test
  void readsAnAvroContainerFile() throws IOException {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "E", "fields": [{"name": "amount", "type": "double"},
                  {"name": "label", "type": "string"}]}
                """);
    Path file = directory.resolve("records.avro");
    try (DataFileWriter<GenericRecord> out =
        new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
      out.create(schema, file.toFile());
      for (int i = 0; i < 3; i++) {
        GenericRecord record = new GenericData.Record(schema);
        record.put("amount", 1.5);
        record.put("label", "c" + i % 2);
        out.append(record);
      }
    }

    CheckReport report = check(file, 2);

    assertThat(report.records())
        .hasSize(2)
        .extracting(CheckedRecord::label)
        .containsExactly("c0", "c1");
    assertThat(report.records().getFirst().features().getFirst().dense()).containsKey("amount");
  }

  private CheckReport check(String lines) throws IOException {
    Path file = Files.writeString(directory.resolve("records.json"), lines);
    return check(file, 1000);
  }

  private static CheckReport check(Path file, int count) {
    try (LearningWiring wiring = LearningWiring.of(CONFIGURATION)) {
      return RecordCheck.ofFile(wiring, file, count);
    }
  }
}
