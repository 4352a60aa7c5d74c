package io.gradstream.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.support.Purchases;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.avro.Conversions;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Equal content gives equal bits, whatever it is written in. */
final class FormatsAgreeTest {
  private static final int RECORDS = 400;

  private static final String WILDCARDS =
      """
      mapping:
        features:
          - {path: occurredAt, kind: timestamp}
          - {path: updatedAt, kind: timestamp, unit: micros}
          - {path: birthday, kind: timestamp}
          - "merchant.*"
          - "**"
        label: isFraud
        task: classification
        weight: weight
        id: id
      """;

  private final Purchases purchases = new Purchases(new Random(1));

  @ParameterizedTest
  @ValueSource(strings = {Purchases.MAPPING, WILDCARDS})
  void anyFormatGivesTheSameExample(String mapping) throws Exception {
    Extraction avro = new Extraction(mapping);
    Extraction json = new Extraction(mapping);
    Extraction tree = new Extraction(mapping);
    Extraction converted = new Extraction(mapping);
    Extraction maps = new Extraction(mapping);
    Set<Contents> different = new HashSet<>();
    for (int i = 0; i < RECORDS; i++) {
      GenericRecord record = purchases.record();
      byte[] binary = purchases.binary(record);
      byte[] text = purchases.json(record);

      Contents wanted = avro.contents(avro.reader.avro(Purchases.SCHEMA, binary, 0));

      assertThat(json.contents(json.reader.json(text, 0))).isEqualTo(wanted);
      assertThat(tree.contents(tree.reader.tree(record))).isEqualTo(wanted);
      assertThat(converted.contents(converted.reader.tree(convert(binary)))).isEqualTo(wanted);
      assertThat(maps.contents(maps.reader.tree(new ObjectMapper().readValue(text, Map.class))))
          .isEqualTo(wanted);
      different.add(wanted);
    }
    assertThat(different).hasSizeGreaterThan(RECORDS / 2);
  }

  /** With Java's classes for logical types, as some deserializers give them. */
  private static GenericRecord convert(byte[] binary) throws IOException {
    GenericData data = new GenericData();
    data.addLogicalTypeConversion(new Conversions.DecimalConversion());
    data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    data.addLogicalTypeConversion(new TimeConversions.TimestampMicrosConversion());
    data.addLogicalTypeConversion(new TimeConversions.DateConversion());
    return new GenericDatumReader<GenericRecord>(Purchases.SCHEMA, Purchases.SCHEMA, data)
        .read(null, DecoderFactory.get().binaryDecoder(binary, null));
  }

  /** As people write JSON, and as Avro's JSON encoding names the type of a union's value. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "{\"days\": 1}                         | 1.0",
        "{\"Card\": {\"days\": 2}}              | 2.0",
        "{\"shop.Card\": {\"days\": 3}}         | 3.0",
        "{\"Cash\": {\"days\": 4}}              | none",
        "{\"Card\": {\"days\": 5}, \"days\": 6} | 6.0",
        "{\"Card\": {\"Card\": {\"days\": 7}}}  | none",
        "{\"Card\": 8}                         | none",
        "{}                                    | none",
        "null                                  | none",
        "[{\"Card\": {\"days\": 9}}]            | none",
      })
  void aUnionsValueMayNameItsType(String value, @Nullable Double days) throws Exception {
    String mapping =
        "mapping: {label: y, task: classification, features: [{path: p(Card).days, kind:"
            + " numeric}]}";
    Extraction json = new Extraction(mapping);
    Extraction tree = new Extraction(mapping);
    String record = "{\"p\": %s, \"y\": 1}".formatted(value);

    Double read = json.json(record).features().get(0);

    assertThat(read).isEqualTo(days == null ? Double.valueOf(Double.NaN) : days);
    Object map = new ObjectMapper().readValue(record, Object.class);
    assertThat(tree.contents(tree.reader.tree(map)))
        .isEqualTo(json.contents(json.reader.json(record.getBytes(UTF_8), 0)));
  }
}
