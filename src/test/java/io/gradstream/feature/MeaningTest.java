package io.gradstream.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.learning.Example;
import io.gradstream.learning.Label;
import io.gradstream.record.UnfitException;
import io.gradstream.record.UnfitReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a value means that is missing, unseen, of another type or too much. */
final class MeaningTest {
  private static final String MAPPING =
      """
      mapping:
        features: [%s]
        label: y
        task: classification
      """;
  private static final String LIMITED =
      """
      mapping:
        features: [{path: n, kind: numeric}, {path: t, kind: text}, {path: l, kind: categorical}]
        label: y
        task: classification
        weight: w
        limits: {text-bytes: 10, list-length: 3, classes: 2}
      """;

  /** The inputs that a kind makes of a value, and its rows; a dash where the record is refused. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "kind: numeric                  | 1.5            | 1.5      | 0",
        "kind: numeric                  | null           | none     | 0",
        "kind: numeric                  | []             | none     | 0",
        "kind: numeric                  | [1, 2, null]   | 1.5      | 0",
        "kind: numeric                  | '\"2.5\"'      | 2.5      | 0",
        "kind: numeric                  | true           | 1.0      | 0",
        "kind: numeric                  | '\"abc\"'      | -        | 0",
        "kind: numeric                  | '\"NaN\"'      | -        | 0",
        "kind: numeric                  | 1e39           | -        | 0",
        "kind: numeric                  | {\"a\": 1}     | none     | 0",
        "'kind: numeric, clip: [0, 1]'  | -7             | 0.0      | 0",
        "'kind: numeric, log: true'     | -1.718281828   | -1.0     | 0",
        "kind: boolean                  | true           | 1.0      | 0",
        "kind: boolean                  | 0              | 0.0      | 0",
        "kind: boolean                  | null           | none     | 0",
        "kind: boolean                  | '\"false\"'    | 0.0      | 0",
        "kind: categorical              | null           | none     | 0",
        "kind: categorical              | '\"\"'         | none     | 1",
        "kind: categorical              | '[\"a\", \"b\"]' | none   | 2",
        "kind: text                     | '\"One, 2.\"'  | none     | 2",
        "kind: text                     | '\"...\"'      | none     | 0",
        "'kind: vector, length: 2'      | '[3, 4]'       | 3.0 4.0  | 0",
        "'kind: vector, length: 2'      | []             | none     | 0",
        "'kind: vector, length: 2'      | [3]            | -        | 0",
        "'kind: timestamp, parts: [hour]' | 21600000     | 1.0 0.0  | 0",
        "'kind: timestamp, parts: [hour]' | '\"1970-01-01T06:00\"' | 1.0 0.0 | 0",
        "'kind: timestamp, parts: [hour]' | '\"1970-01-01T07:00+01:00\"' | 1.0 0.0 | 0",
        "'kind: timestamp, parts: [hour]' | null         | none     | 0",
        "'kind: timestamp, parts: [hour]' | true         | -        | 0",
        "'kind: timestamp, parts: [hour]' | '\"noon\"'   | -        | 0",
        "'kind: timestamp, parts: [hour]' | -9223372036854775808 | - | 0",
        "kind: auto                     | '\"5\"'        | none     | 1",
        "kind: auto                     | 5              | 5.0      | 0",
        "kind: auto                     | true           | 1.0      | 0",
      })
  void aValueMeans(String kind, String value, String inputs, int rows) {
    Extraction extraction = new Extraction(MAPPING.formatted("{path: x, %s}".formatted(kind)));
    String record = "{\"x\": %s}".formatted(value);
    if ("-".equals(inputs)) {
      assertThat(extraction.refusal(record)).isNotNull();
      assertThat(extraction.refusal("{}")).isNull();
      return;
    }
    List<String> set = new ArrayList<>();
    Example example = example(extraction, record);
    for (int i = 0; i < example.features().size(); i++) {
      double input = example.features().get(i);
      if (!Double.isNaN(input)) {
        set.add(Double.toString(Math.round(1e6 * input) / 1e6 + 0.0));
      }
    }
    assertThat(set.isEmpty() ? null : String.join(" ", set)).isEqualTo(inputs);
    assertThat(example.features().rowCount()).isEqualTo(rows);
  }

  @Test
  void anEmbeddingThatIsMissingIsNoRow() {
    Extraction extraction = new Extraction(MAPPING.formatted("{path: x, kind: embedding}"));

    assertThat(example(extraction, "{}").features().embedding(0)).isEqualTo(-1);
    assertThat(example(extraction, "{\"x\": null}").features().embedding(0)).isEqualTo(-1);
    assertThat(example(extraction, "{\"x\": \"\"}").features().embedding(0)).isNotNegative();
    assertThat(extraction.refusal("{\"x\": [1, 2]}")).isEqualTo(UnfitReason.WRONG_TYPE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UNDECODABLE       | {",
        "UNDECODABLE       | []",
        "UNDECODABLE       | {\"n\": 1, \"n\": 1}",
        "UNDECODABLE       | {} {}",
        "TEXT_TOO_LONG     | {\"t\": \"01234567890\"}",
        "LIST_TOO_LONG     | {\"l\": [\"a\", \"b\", \"c\", \"d\"]}",
        "WRONG_TYPE        | {\"n\": \"x\"}",
        "OUT_OF_RANGE      | {\"n\": 1e39}",
        "OUT_OF_RANGE      | {\"w\": -1e39}",
        "TOO_MANY_CLASSES  | {\"y\": \"third\"}",
        "NEGATIVE_WEIGHT   | {\"w\": -1}",
      })
  void aJsonRecordIsRefusedFor(UnfitReason reason, String record) {
    Extraction extraction = new Extraction(LIMITED);
    example(extraction, "{\"y\": \"first\"}");
    example(extraction, "{\"y\": \"second\"}");

    assertThat(extraction.refusal(record)).isEqualTo(reason);
    assertThat(extraction.refusal("{\"y\": \"first\"}")).isNull();
  }

  @Test
  void anAvroRecordIsRefusedForTheSameReasons() throws IOException {
    Extraction extraction = new Extraction(LIMITED);
    assertThat(refusal(extraction, r -> r.put("y", "first"))).isNull();
    assertThat(refusal(extraction, r -> r.put("y", "second"))).isNull();

    assertThat(refusal(extraction, r -> r.put("t", "01234567890")))
        .isEqualTo(UnfitReason.TEXT_TOO_LONG);
    assertThat(refusal(extraction, r -> r.put("l", List.of("a", "b", "c", "d"))))
        .isEqualTo(UnfitReason.LIST_TOO_LONG);
    assertThat(refusal(extraction, r -> r.put("n", Double.NaN)))
        .isEqualTo(UnfitReason.OUT_OF_RANGE);
    assertThat(refusal(extraction, r -> r.put("y", "third")))
        .isEqualTo(UnfitReason.TOO_MANY_CLASSES);
    assertThat(refusal(extraction, r -> r.put("w", -1.0))).isEqualTo(UnfitReason.NEGATIVE_WEIGHT);
    assertThat(extraction.refusal(schema(), new byte[1])).isEqualTo(UnfitReason.UNDECODABLE);
    assertThat(refusal(extraction, r -> {})).isNull();
  }

  private static Schema schema() {
    return SchemaBuilder.record("R")
        .fields()
        .optionalDouble("n")
        .optionalString("t")
        .name("l")
        .type()
        .array()
        .items()
        .stringType()
        .noDefault()
        .optionalString("y")
        .optionalDouble("w")
        .endRecord();
  }

  private static @Nullable UnfitReason refusal(
      Extraction extraction, Consumer<GenericRecord> change) throws IOException {
    GenericRecord record = new GenericData.Record(schema());
    record.put("l", List.of());
    change.accept(record);
    return extraction.refusal(schema(), Extraction.binary(record));
  }

  @Test
  void moreRowsThanAnExampleMayHaveAreRefused() {
    Extraction extraction = new Extraction(MAPPING.formatted("{path: x, kind: text, ngrams: 5}"));
    String words = '"' + "a ".repeat(4_000) + '"';
    String texts = String.join(",", Collections.nCopies(100, words));

    assertThat(extraction.refusal("{\"x\": [%s]}".formatted(texts)))
        .isEqualTo(UnfitReason.LIST_TOO_LONG);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"new\": 1, \"y\": \"new\", \"w\": -1}",
        "{\"new\": 1, \"y\": \"new\", \"n\": \"x\"}",
        "{\"new\": 1, \"newer\": \"2020-02-30\", \"y\": \"new\", \"at\": 1e300}",
        "{\"new\": 1, \"newest\": 1e300, \"y\": \"new\"}",
        "{\"new\": 1, \"y\": \"new\" ",
      })
  void aRefusedRecordLeavesNoName(String record) {
    Extraction extraction =
        new Extraction(
            """
            mapping:
              features: [{path: n, kind: numeric}, {path: at, kind: timestamp}, "**"]
              label: y
              task: classification
              weight: w
            """);
    example(extraction, "{\"n\": 1, \"y\": \"old\"}");
    int inputs = extraction.inputs.size();

    assertThat(extraction.refusal(record)).isNotNull();

    assertThat(extraction.inputs.size()).isEqualTo(inputs);
    assertThat(extraction.classes.size()).isEqualTo(1);
    assertThat(extraction.refusal("{\"new\": 1, \"y\": \"new\"}")).isNull();
    assertThat(extraction.inputs.indexOf("new")).isEqualTo(inputs);
  }

  @Test
  void aClassWithoutRoomForItsNameLeavesNoInput() {
    Extraction extraction = new Extraction(MAPPING.formatted("\"**\""), 1 << 10, 10);

    assertThat(extraction.refusal("{\"x\": 1, \"y\": \"a name of more than 10 bytes\"}"))
        .isEqualTo(UnfitReason.TOO_MANY_CLASSES);
    assertThat(extraction.inputs.size()).isZero();
    assertThat(extraction.refusal("{\"x\": 1, \"y\": \"short\"}")).isNull();
  }

  @Test
  void inputsWithoutRoomForTheirNamesAreNone() {
    Extraction extraction = new Extraction(MAPPING.formatted("\"**\""), 10, 100);

    Example example = example(extraction, "{\"one\": 1, \"a longer name\": 2, \"two\": 3}");

    assertThat(example.features().size()).isEqualTo(2);
    assertThat(example.features().get(1)).isEqualTo(3f);
  }

  @Test
  void aRefusedRecordOfANewSchemaLeavesNoName() throws IOException {
    Extraction extraction =
        new Extraction("mapping: {label: y, task: classification, weight: w, features: [\"**\"]}");
    assertThat(refusal(extraction, r -> r.put("w", -1.0))).isEqualTo(UnfitReason.NEGATIVE_WEIGHT);
    assertThat(extraction.refusal(schema(), new byte[1])).isEqualTo(UnfitReason.UNDECODABLE);
    assertThat(extraction.inputs.size()).isZero();

    assertThat(refusal(extraction, r -> r.put("y", "a"))).isNull();
    assertThat(extraction.inputs.get(0)).isEqualTo("n");
  }

  @Test
  void aNumberThatTurnsToTextIsRefusedWithWhatChanged() throws Exception {
    Extraction extraction =
        new Extraction("mapping: {label: y, task: classification, features: [\"**\"]}");
    Schema before = SchemaBuilder.record("R").fields().requiredInt("x").endRecord();
    Schema after = SchemaBuilder.record("R").fields().requiredString("x").endRecord();
    GenericRecord number = new GenericData.Record(before);
    number.put("x", 5);
    GenericRecord text = new GenericData.Record(after);
    text.put("x", "5");
    byte[] old = Extraction.binary(number);
    extraction.avro(before, old);

    assertThatThrownBy(() -> extraction.avro(after, Extraction.binary(text)))
        .isInstanceOfSatisfying(
            UnfitException.class, e -> assertThat(e.reason()).isEqualTo(UnfitReason.WRONG_TYPE))
        .hasMessage("field x: got a text, wants a number, which it was before");
    assertThat(extraction.avro(before, old).features().get(0)).isEqualTo(5f);
  }

  @Test
  void aFieldThatDisappearsIsMissing() throws Exception {
    Extraction extraction =
        new Extraction("mapping: {label: y, task: classification, features: [\"**\"]}");
    Schema before =
        SchemaBuilder.record("R").fields().requiredInt("x").requiredInt("z").endRecord();
    Schema after = SchemaBuilder.record("R").fields().requiredInt("z").endRecord();
    extraction.avro(before, new byte[] {2, 4});

    Example example = extraction.avro(after, new byte[] {6});

    assertThat(example.features().get(0)).isNaN();
    assertThat(example.features().get(1)).isEqualTo(3f);
  }

  @Test
  void classesAreNumberedByFirstSightNumbersComparedByValueAndTextsByText() {
    Extraction extraction = new Extraction(MAPPING.formatted("x"));

    assertThat(label(extraction, "\"b\"")).isEqualTo(0);
    assertThat(label(extraction, "1")).isEqualTo(1);
    assertThat(label(extraction, "1.0")).isEqualTo(1);
    assertThat(label(extraction, "\"1\"")).isEqualTo(1);
    assertThat(label(extraction, "true")).isEqualTo(2);
    assertThat(label(extraction, "\"01\"")).isEqualTo(3);
    assertThat(label(extraction, "\"1e0\"")).isEqualTo(4);
    assertThat(label(extraction, "1e0")).isEqualTo(1);
    assertThat(label(extraction, "\"b\"")).isEqualTo(0);
    assertThat(example(extraction, "{\"y\": null}").label()).isNull();
    assertThat(example(extraction, "{}").label()).isNull();
  }

  @Test
  void configuredClassesKeepTheirOrderAndAreAll() {
    Extraction extraction =
        new Extraction("mapping: {label: y, classes: [no, \"2.50\", \"yes\"], features: [x]}");

    assertThat(label(extraction, "\"yes\"")).isEqualTo(2);
    assertThat(label(extraction, "2.5")).isEqualTo(1);
    assertThat(extraction.refusal("{\"y\": \"maybe\"}")).isEqualTo(UnfitReason.UNKNOWN_CLASS);
  }

  @Test
  void aFieldWithALongerNameThanAPathIsNone() {
    Extraction extraction = new Extraction(MAPPING.formatted("\"**\""));

    example(extraction, "{\"%s\": 1, \"%s\": 2}".formatted("a".repeat(255), "b".repeat(256)));

    assertThat(extraction.inputs.size()).isEqualTo(1);
  }

  @Test
  void whatOnePathNamesNoWildcardHas() {
    Extraction extraction =
        new Extraction(MAPPING.formatted("{path: m.a, kind: categorical}, m.*, \"**\""));

    Example example = example(extraction, "{\"m\": {\"a\": 1, \"b\": 2}, \"c\": 3, \"y\": 1}");

    assertThat(extraction.inputs.size()).isEqualTo(2);
    assertThat(extraction.inputs.get(0)).isEqualTo("m.b");
    assertThat(extraction.inputs.get(1)).isEqualTo("c");
    assertThat(example.features().rowCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{path: x, kind: numeric}, {path: x, kind: boolean}",
        "{path: \"x.*\", kind: embedding}",
      })
  void anInputIsOfOneField(String features) {
    assertThatThrownBy(() -> new Extraction(MAPPING.formatted(features)))
        .hasMessageContaining("features: got");
  }

  private static int label(Extraction extraction, String label) {
    Label read = example(extraction, "{\"y\": %s}".formatted(label)).label();
    return read instanceof Label.Category category ? category.index() : -1;
  }

  private static Example example(Extraction extraction, String record) {
    try {
      return extraction.json(record);
    } catch (UnfitException e) {
      throw new AssertionError(record, e);
    }
  }
}
