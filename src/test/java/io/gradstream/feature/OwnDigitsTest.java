package io.gradstream.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.learning.FeatureVector;
import io.gradstream.learning.Label;
import io.gradstream.record.UnfitException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers that are names – ids, categories, classes – are told apart by all their digits. */
final class OwnDigitsTest {
  private static final String MAPPING =
      """
      mapping:
        features: [{path: c, kind: categorical}, {path: e, kind: embedding, bits: 24}]
        label: y
        task: classification
        id: id
      """;

  @ParameterizedTest
  @CsvSource({
    "9007199254740993,          9007199254740993",
    "327267367867168100000,     327267367867168100000",
    "327267367867168100001,     327267367867168100001",
    "-18446744073709551617,     -18446744073709551617",
    "1234567.891,               1234567.891",
    "1234567.892,               1234567.892",
    "12345678901.5,             12345678901.5",
    "0.12345678901234567891,    0.12345678901234567891",
    "5.0,                       5",
    "5.00000000000000000000,    5",
    "-0.0,                      0",
    "2.50,                      2.5",
    "0.0001,                    0.0001",
    "1e20,                      100000000000000000000",
    "1e300,                     1E+300",
    "1e400,                     1E+400",
    "1e-400,                    1E-400",
    "1E-999999999,              1E-999999999",
  })
  void anIdKeepsTheNumbersOwnDigits(String number, String id) throws Exception {
    Extraction extraction = new Extraction(MAPPING);
    String json = "{\"id\": %s}".formatted(number);

    assertThat(extraction.extractor.id(extraction.reader.json(json.getBytes(UTF_8), 0)))
        .isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "327267367867168100000 327267367867168100001 327267367867168099999",
        "1234567.891 1234567.892 1234567.893",
        "16777217.5 16777216.5 16777215.5",
        "1e400 1e401 1e-400",
      })
  void differentNumbersAreDifferentCategoriesAndClasses(String numbers) throws Exception {
    Extraction extraction = new Extraction(MAPPING);
    Set<Integer> rows = new HashSet<>();
    Set<Integer> vectors = new HashSet<>();
    Set<Label> labels = new HashSet<>();
    for (String number : List.of(numbers.split(" ", -1))) {
      var example = extraction.json("{\"c\": %1$s, \"e\": %1$s, \"y\": %1$s}".formatted(number));
      rows.add(example.features().row(0));
      vectors.add(example.features().embedding(0));
      labels.add(example.label());
    }

    assertThat(rows).hasSize(3);
    assertThat(vectors).hasSize(3);
    assertThat(labels).hasSize(3);
  }

  /** A model that has learned of a category knows it by its row. */
  @ParameterizedTest
  @CsvSource({
    "5, 5",
    "5.0, 5",
    "'\"5\"', 5",
    "-17, -17",
    "0, 0",
    "0.5, 0.5",
    "2.50, 2.5",
    "1234.56, 1234.56",
    "true, true",
    "'\"5.0\"', 5.0",
    "327267367867168100000.0, 327267367867168100000",
  })
  void equalNumbersAreTheRowOfTheirText(String value, String text) throws Exception {
    byte[] bytes = text.getBytes(UTF_8);
    int hash = MurmurHash3.hash(bytes, 0, bytes.length, Hasher.seed("c"));

    FeatureVector features =
        new Extraction(MAPPING).json("{\"c\": %s}".formatted(value)).features();

    assertThat(features.row(0)).isEqualTo(hash & ((1 << 18) - 1));
    assertThat(features.rowValue(0)).isEqualTo(hash < 0 ? -1f : 1f);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e-400", "5e400", "-7e309", "4.9e-324", "123456789e-325", "0e-400", "1e300"})
  void aNumberThatNoDoubleHoldsHasTheSameDigitsAsADecimal(String number) throws Exception {
    Extraction extraction = new Extraction(MAPPING);
    byte[] json = "{\"id\": %s}".formatted(number).getBytes(UTF_8);
    Map<String, Object> map = Map.of("id", new BigDecimal(number));

    assertThat(extraction.extractor.id(extraction.reader.tree(map)))
        .isEqualTo(extraction.extractor.id(extraction.reader.json(json, 0)))
        .isNotIn("Infinity", "-Infinity");
  }

  /** Up to as many digits as a number may have, and beyond. */
  @ParameterizedTest
  @ValueSource(ints = {900, 999, 1_000, 1_001, 2_000})
  void aLongNumberHasItsDigitsInEveryFormatOrIsRefusedInEvery(int length) throws Exception {
    Extraction extraction = new Extraction(MAPPING);
    String number = "9".repeat(length - 1) + "7";
    byte[] json = "{\"id\": %s}".formatted(number).getBytes(UTF_8);
    Map<String, Object> map = Map.of("id", new BigDecimal(number));

    if (length <= 1_000) {
      String id = extraction.extractor.id(extraction.reader.json(json, 0));
      assertThat(extraction.extractor.id(extraction.reader.tree(map))).isEqualTo(id).endsWith("97");
    } else {
      for (ThrowingCallable read :
          List.<ThrowingCallable>of(
              () -> extraction.reader.json(json, 0), () -> extraction.reader.tree(map))) {
        assertThatThrownBy(read)
            .isInstanceOf(UnfitException.class)
            .hasMessageContaining("more than 1,000 characters");
      }
    }
  }

  @Test
  void theClassOfANumberDoesNotChangeWithTheTextsThatCome() throws Exception {
    Extraction extraction =
        new Extraction("mapping: {features: [c], label: y, task: classification}");
    List<Label> labels = new ArrayList<>();
    for (String label : List.of("\"01\"", "1", "\"1\"", "1.0", "\"1.0\"", "1")) {
      labels.add(extraction.json("{\"y\": %s}".formatted(label)).label());
    }

    assertThat(labels)
        .containsExactly(
            new Label.Category(0),
            new Label.Category(1),
            new Label.Category(1),
            new Label.Category(1),
            new Label.Category(2),
            new Label.Category(1));
  }

  @Test
  void everyFormatHasTheSameDigits() throws Exception {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "R", "fields": [
                  {"name": "c", "type": "float"},
                  {"name": "e", "type": "double"},
                  {"name": "id", "type":
                    {"type": "bytes", "logicalType": "decimal", "precision": 30, "scale": 2}}]}
                """);
    GenericRecord record = new GenericData.Record(schema);
    BigInteger cents = new BigInteger("32726736786716810000001");
    record.put("c", 0.1f);
    record.put("e", 1234567.891);
    record.put("id", ByteBuffer.wrap(cents.toByteArray()));
    Map<String, Object> map = Map.of("c", 0.1f, "e", 1234567.891, "id", new BigDecimal(cents, 2));
    String json = "{\"c\": 0.1, \"e\": 1234567.891, \"id\": 327267367867168100000.01}";
    Extraction extraction = new Extraction(MAPPING);

    Contents wanted = extraction.contents(extraction.reader.json(json.getBytes(UTF_8), 0));

    assertThat(wanted.id()).isEqualTo("327267367867168100000.01");
    for (Object tree : List.of(record, map)) {
      assertThat(extraction.contents(extraction.reader.tree(tree))).isEqualTo(wanted);
    }
    byte[] avro = Extraction.binary(record);
    assertThat(extraction.contents(extraction.reader.avro(schema, avro, 0))).isEqualTo(wanted);
  }
}
