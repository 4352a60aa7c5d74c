package io.gradstream.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.learning.Example;
import io.gradstream.learning.Label;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExampleExtractorTest {
  private static final Schema SCHEMA =
      SchemaBuilder.record("Ride")
          .fields()
          .requiredString("id")
          .requiredInt("seats")
          .optionalDouble("distance")
          .requiredBoolean("night")
          .requiredString("note")
          .requiredLong("metres")
          .requiredFloat("price")
          .optionalString("tip")
          .endRecord();
  private static final FieldMapping DEFAULTS =
      new FieldMapping(List.of(), "tip", List.of("none", "1", "2.50"), "id");

  private static GenericRecord ride(Map<String, ?> differences) {
    GenericRecord record = new GenericData.Record(SCHEMA);
    record.put("id", "r1");
    record.put("seats", 4);
    record.put("distance", 12.5);
    record.put("night", true);
    record.put("note", "hello");
    record.put("metres", 12_500L);
    record.put("price", 9.5f);
    record.put("tip", "none");
    differences.forEach(record::put);
    return record;
  }

  private static float[] values(Example example) {
    float[] values = new float[example.features().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = example.features().get(i);
    }
    return values;
  }

  @Test
  void everyNumberAndBooleanButLabelAndIdIsAFeatureByDefault() throws UnfitException {
    ExampleExtractor extractor = new ExampleExtractor(SCHEMA, DEFAULTS);
    assertThat(extractor.featureNames())
        .containsExactly("seats", "distance", "night", "metres", "price");
    assertThat(values(extractor.extract(ride(Map.of()))))
        .containsExactly(4, 12.5f, 1, 12_500, 9.5f);
    assertThat(extractor.id(ride(Map.of()))).isEqualTo("r1");
  }

  @Test
  void namedFeaturesComeInTheirOrder() throws UnfitException {
    FieldMapping mapping =
        new FieldMapping(List.of("price", "night"), "tip", List.of("none", "1"), null);
    ExampleExtractor extractor = new ExampleExtractor(SCHEMA, mapping);
    GenericRecord unlabelled = ride(Map.of("night", false));
    unlabelled.put("tip", null);
    assertThat(values(extractor.extract(unlabelled))).containsExactly(9.5f, 0);
    assertThat(extractor.id(unlabelled)).isNull();
  }

  @Test
  void nullIsMissingAndANullLabelIsNone() throws UnfitException {
    GenericRecord record = ride(Map.of());
    record.put("distance", null);
    record.put("tip", null);
    Example example = new ExampleExtractor(SCHEMA, DEFAULTS).extract(record);
    assertThat(example.features().get(1)).isNaN();
    assertThat(example.label()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.50", "2.5", "2.500", "25e-1"})
  void aClassThatIsANumberIsKnownByItsValue(String tip) throws UnfitException {
    Example example = new ExampleExtractor(SCHEMA, DEFAULTS).extract(ride(Map.of("tip", tip)));
    assertThat(example.label()).isEqualTo(new Label.Category(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "None", "3", "1e999999999", "100E2147483647", "NaN"})
  void anUnknownClassIsUnfit(String tip) {
    assertThatThrownBy(
            () -> new ExampleExtractor(SCHEMA, DEFAULTS).extract(ride(Map.of("tip", tip))))
        .isInstanceOf(UnfitException.class)
        .hasMessageContaining("label: got class " + tip);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY, 1e39})
  void aNumberThatIsNoFiniteFloatIsUnfit(double distance) {
    assertThatThrownBy(
            () ->
                new ExampleExtractor(SCHEMA, DEFAULTS).extract(ride(Map.of("distance", distance))))
        .isInstanceOf(UnfitException.class)
        .hasMessageContaining("field distance: got " + distance);
  }

  @Test
  void aMappingThatDoesNotFitTheSchemaIsRefused() {
    assertThatThrownBy(() -> extractor(List.of("speed"), "tip", List.of()))
        .hasMessageContaining("features: got speed, but Ride has only [id, seats,");
    assertThatThrownBy(() -> extractor(List.of("note"), "tip", List.of()))
        .hasMessageContaining("features: got note of type \"string\", wants a number");
    assertThatThrownBy(() -> extractor(List.of(), "tips", List.of()))
        .hasMessageContaining("label: got tips, but");
    assertThatThrownBy(() -> extractor(List.of(), "tip", List.of()))
        .hasMessageContaining("label: got tip of type")
        .hasMessageContaining("a text wants mapping.classes");
    assertThatThrownBy(() -> extractor(List.of(), "tip", List.of("1", "1.0")))
        .hasMessageContaining("of which some are the same number");
  }

  private static ExampleExtractor extractor(
      List<String> features, String label, List<String> classes) {
    return new ExampleExtractor(SCHEMA, new FieldMapping(features, label, classes, null));
  }
}
