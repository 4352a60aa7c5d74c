package io.gradstream.it;

import io.gradstream.learning.Example;
import io.gradstream.learning.FeatureVector;
import io.gradstream.learning.Label;
import io.gradstream.serde.Format;
import io.gradstream.serde.FormatSettings;
import io.gradstream.serde.Formats;
import io.gradstream.serde.RecordWriter;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Random records with a field of many kinds, and the examples they stand for. */
final class Events {
  static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Event", "fields": [
                {"name": "note", "type": "string"},
                {"name": "tags", "type": {"type": "array", "items": "string"}},
                {"name": "raw", "type": "bytes", "default": ""},
                {"name": "x1", "type": ["null", "double"]},
                {"name": "x2", "type": "float"},
                {"name": "x3", "type": "long"},
                {"name": "x4", "type": "boolean"},
                {"name": "kind", "type": ["null", "string"]}]}
              """);

  static final String MAPPING =
      """
      mapping:
        features:
          - {path: x1, kind: numeric}
          - {path: x2, kind: numeric}
          - {path: x3, kind: numeric}
          - {path: x4, kind: boolean}
        label: kind
        classes: ["1", "2.50", "many"]
      """;

  private final Random random;
  private final RecordWriter writer =
      new Formats().recordWriter(FormatSettings.of(Format.AVRO_SINGLE_OBJECT), "events", SCHEMA);

  Events(Random random) {
    this.random = random;
  }

  /** A record that makes an example, now and then one without a label. */
  GenericRecord record() {
    GenericRecord record = new GenericData.Record(SCHEMA);
    double x = random.nextGaussian();
    record.put("note", "ü".repeat(random.nextInt(20)));
    record.put("tags", List.of("a", "b").subList(0, random.nextInt(3)));
    record.put("raw", ByteBuffer.allocate(random.nextInt(20)));
    record.put("x1", random.nextInt(10) == 0 ? null : (Object) (100 * x));
    record.put("x2", (float) (x + random.nextGaussian()));
    record.put("x3", random.nextLong(1000));
    record.put("x4", x + 0.3 * random.nextGaussian() > 0);
    record.put("kind", random.nextInt(10) == 0 ? null : kind(x));
    return record;
  }

  /** Classes are told apart by value: 2.5 is the class 2.50. */
  private static String kind(double x) {
    return x < -0.5 ? "1" : x < 0.5 ? "2.5" : "many";
  }

  byte[] encode(GenericRecord record) {
    return writer.write(record);
  }

  static Example example(GenericRecord record) {
    FeatureVector features =
        FeatureVector.of(
            record.get("x1") instanceof Double x1 ? x1 : Double.NaN,
            Double.parseDouble(record.get("x2").toString()),
            (double) (long) record.get("x3"),
            (boolean) record.get("x4") ? 1 : 0);
    return new Example(features, label(record.get("kind")));
  }

  private static @Nullable Label label(@Nullable Object kind) {
    return kind == null ? null : new Label.Category(List.of("1", "2.5", "many").indexOf(kind));
  }
}
