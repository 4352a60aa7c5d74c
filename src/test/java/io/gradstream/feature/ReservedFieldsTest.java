package io.gradstream.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.record.UnfitException;
import io.gradstream.record.UnfitReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Label, id and weight are one value each, and neither they nor what is inside is a feature. */
class ReservedFieldsTest {
  private static final String MAPPING =
      "mapping: {label: y, id: i, weight: w, task: classification, features: ['*.a', '**']}";

  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "E", "fields": [
                {"name": "x", "type": "double"},
                {"name": "y", "type": ["null", "string",
                  {"type": "record", "name": "L", "fields": [{"name": "a", "type": "double"}]},
                  {"type": "map", "values": "double"}, {"type": "array", "items": "L"}]},
                {"name": "i", "type": ["null", "string", "L"]},
                {"name": "w", "type": ["null", "double", "L"]}]}
              """);

  private static final GenericRecord OBJECT =
      new GenericRecordBuilder(SCHEMA.getField("y").schema().getTypes().get(2))
          .set("a", 1.0)
          .build();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"x\": 1, \"%s\": {\"a\": 1}}",
        "{\"x\": 1, \"%s\": {}}",
        "{\"x\": 1, \"%s\": {\"string\": \"no\"}}",
        "{\"x\": 1, \"%s\": [{\"a\": 1}]}",
      })
  void anObjectInTheirPlaceIsOfAWrongType(String record) throws Exception {
    for (String field : List.of("y", "i", "w")) {
      Extraction extraction = new Extraction(MAPPING);
      String text = record.formatted(field);

      assertThatThrownBy(() -> extraction.json(text)).satisfies(e -> isWrong(e, field));
      Object map = new ObjectMapper().readValue(text, Map.class);
      assertThatThrownBy(() -> extraction.reader.tree(map)).satisfies(e -> isWrong(e, field));
      assertThat(features(extraction)).isEmpty();
    }
  }

  @Test
  void soItIsInAvroWhereAUnionHoldsOne() throws Exception {
    Extraction extraction = new Extraction(MAPPING);
    GenericRecord plain = new GenericData.Record(SCHEMA);
    plain.put("x", 1.0);
    plain.put("y", "yes");
    extraction.avro(SCHEMA, bytes(plain));
    extraction.extractor.extract(extraction.reader.tree(plain), -1);

    for (String field : List.of("y", "i", "w")) {
      refuses(extraction, plain, field, OBJECT);
    }
    refuses(extraction, plain, "y", Map.of("a", 1.0));
    refuses(extraction, plain, "y", List.of(OBJECT));
    assertThat(features(extraction)).as("not even by the schema").containsExactly("x");
  }

  private static void refuses(
      Extraction extraction, GenericRecord plain, String field, Object object) throws IOException {
    GenericRecord record = new GenericRecordBuilder((GenericData.Record) plain).build();
    record.put(field, object);
    byte[] bytes = bytes(record);

    assertThatThrownBy(() -> extraction.avro(SCHEMA, bytes)).satisfies(e -> isWrong(e, field));
    assertThatThrownBy(() -> extraction.reader.tree(record)).satisfies(e -> isWrong(e, field));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"y\": {\"a\": 1}}",
        "{\"y\": {\"a\": 1, \"b\": 2}}",
        "{\"y\": {\"L\": {\"a\": 1}}}",
      })
  void soItIsInABranchOfAUnion(String text) throws Exception {
    Extraction extraction = new Extraction(MAPPING.replace("label: y", "label: y(L)"));

    assertThatThrownBy(() -> extraction.json(text)).satisfies(e -> isWrong(e, "y"));
    Object map = new ObjectMapper().readValue(text, Map.class);
    assertThatThrownBy(() -> extraction.reader.tree(map)).satisfies(e -> isWrong(e, "y"));
    GenericRecord record = new GenericData.Record(SCHEMA);
    record.put("x", 1.0);
    record.put("y", OBJECT);
    byte[] bytes = bytes(record);
    assertThatThrownBy(() -> extraction.avro(SCHEMA, bytes)).satisfies(e -> isWrong(e, "y"));
    assertThatThrownBy(() -> extraction.reader.tree(record)).satisfies(e -> isWrong(e, "y"));
    assertThat(features(extraction)).isEmpty();
  }

  @Test
  void wildcardsFindWhatIsBesideThem() throws Exception {
    Extraction extraction =
        new Extraction(
            """
            mapping:
              label: outcome.fraud
              task: classification
              weight: outcome.weight
              features: ["outcome.*", "*.fraud", "**"]
            """);

    extraction.json(
        "{\"outcome\": {\"fraud\": 1, \"weight\": 2, \"cost\": 3}, \"x\": {\"fraud\": 4}}");

    assertThat(features(extraction)).containsExactly("outcome.cost", "x.fraud");
  }

  @ParameterizedTest
  @ValueSource(strings = {".a", "[]", "[0].a", ".*", ".**", "(L).a"})
  void aFeatureInsideThemIsRefused(String inside) {
    for (String field : List.of("label y", "id i", "weight w")) {
      String path = field.substring(field.length() - 1) + inside;

      assertThatThrownBy(() -> mapping(path))
          .hasMessage("mapping.features: got %s, which is inside the %s", path, field);
    }
  }

  @Test
  void soIsTheLabelItselfWhileIdAndWeightMayBeFeaturesToo() {
    assertThatThrownBy(() -> mapping("y")).hasMessage("mapping.features: got the label's field y");
    assertThat(mapping("i").features().getFirst().paths()).hasToString("[i]");
    assertThat(mapping("w").features().getFirst().paths()).hasToString("[w]");
  }

  private static Mapping mapping(String feature) {
    return Extraction.mapping(
        "mapping: {label: y, id: i, weight: w, task: classification, features: ['%s']}"
            .formatted(feature));
  }

  @Test
  void aFieldWhoseNameBeginsLikeTheLabelsIsNotInsideIt() throws Exception {
    Extraction extraction =
        new Extraction("mapping: {label: y, task: classification, features: [y2, 'z.y.a', '**']}");

    extraction.json("{\"y\": 1, \"y2\": 2, \"z\": {\"y\": {\"a\": 3, \"b\": 4}}}");

    assertThat(features(extraction)).containsExactlyInAnyOrder("y2", "z.y.a", "z.y.b");
  }

  private static void isWrong(Throwable e, String field) {
    assertThat(e)
        .isInstanceOfSatisfying(
            UnfitException.class,
            unfit -> assertThat(unfit.reason()).isEqualTo(UnfitReason.WRONG_TYPE))
        .hasMessage("field %s: got an object, wants one value", field);
  }

  private static List<String> features(Extraction extraction) {
    return IntStream.range(0, extraction.inputs.size()).mapToObj(extraction.inputs::get).toList();
  }

  private static byte[] bytes(GenericRecord record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(SCHEMA).write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }
}
