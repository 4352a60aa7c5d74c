package io.gradstream.feature;

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
import org.junit.jupiter.params.ParameterizedTest;
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

      assertThat(json.contents(json.reader.json(text))).isEqualTo(wanted);
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
}
