package io.gradstream.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.record.UnfitException;
import io.gradstream.record.UnfitReason;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A schema that leaves open what a field holds leaves the field's kind to the first value. */
final class UnionTest {
  private static final Schema VALUE =
      new Schema.Parser().parse("[\"null\", \"string\", \"double\", \"int\"]");
  private static final Schema SCHEMA =
      SchemaBuilder.record("Event")
          .fields()
          .name("attributes")
          .type(Schema.createMap(VALUE))
          .noDefault()
          .name("size")
          .type(VALUE)
          .noDefault()
          .endRecord();

  @ParameterizedTest
  @ValueSource(strings = {"attributes.size, size", "\"**\""})
  void aFirstNumberMakesItNumericAndALaterTextIsRefused(String features) throws Exception {
    Extraction extraction =
        new Extraction(
            "mapping: {label: y, task: classification, features: [%s]}".formatted(features));
    read(extraction, null);
    assertThat(extraction.inputs.size()).isZero();

    read(extraction, 1.5);

    assertThat(extraction.inputs.indexOf("attributes.size")).isNotNegative();
    assertThat(extraction.inputs.indexOf("size")).isNotNegative();
    assertThatThrownBy(() -> read(extraction, "large"))
        .isInstanceOfSatisfying(
            UnfitException.class, e -> assertThat(e.reason()).isEqualTo(UnfitReason.WRONG_TYPE))
        .hasMessageContaining("size: got large, wants a number");
    read(extraction, 7);
  }

  @Test
  void aFirstTextMakesItACategory() throws Exception {
    Extraction extraction =
        new Extraction("mapping: {label: y, task: classification, features: [size]}");
    read(extraction, "large");
    read(extraction, 1.5);

    assertThat(extraction.inputs.size()).isZero();
  }

  /** Both branches are numbers: there is nothing to wait for. */
  @Test
  void numbersOfTwoTypesAreOneKind() throws Exception {
    Schema schema =
        SchemaBuilder.record("R")
            .fields()
            .name("x")
            .type(new Schema.Parser().parse("[\"null\", \"int\", \"double\"]"))
            .noDefault()
            .endRecord();
    Extraction extraction =
        new Extraction("mapping: {label: y, task: classification, features: [x]}");
    GenericRecord record = new GenericData.Record(schema);

    extraction.avro(schema, Extraction.binary(record));

    assertThat(extraction.inputs.indexOf("x")).isZero();
  }

  private static void read(Extraction extraction, @Nullable Object value) throws Exception {
    GenericRecord record = new GenericData.Record(SCHEMA);
    record.put("attributes", value == null ? Map.of() : Map.of("size", value));
    record.put("size", value);
    extraction.avro(SCHEMA, Extraction.binary(record));
  }
}
