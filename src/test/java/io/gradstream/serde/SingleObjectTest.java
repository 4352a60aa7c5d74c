package io.gradstream.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

final class SingleObjectTest {
  private static final Schema SCHEMA =
      SchemaBuilder.record("R")
          .fields()
          .optionalDouble("x")
          .requiredString("s")
          .name("list")
          .type()
          .array()
          .items()
          .longType()
          .noDefault()
          .endRecord();

  private static GenericRecord record(double x) {
    GenericRecord record = new GenericData.Record(SCHEMA);
    record.put("x", x);
    record.put("s", "text " + x);
    record.put("list", List.of(1L, 2L, (long) x));
    return record;
  }

  @Test
  void speaksWithAvrosOwnEncoderAndDecoder() throws Exception {
    GenericRecord record = record(3.5);
    byte[] ours = new SingleObjectEncoder(SCHEMA).encode(record);
    byte[] theirs =
        new BinaryMessageEncoder<GenericRecord>(GenericData.get(), SCHEMA).encode(record).array();
    assertThat(ours).isEqualTo(Arrays.copyOf(theirs, ours.length));
    assertThat(new SingleObjectDecoder(SCHEMA).decode(ours)).isEqualTo(record);
  }

  @Test
  void aRecordThatCannotBeWrittenLeavesNothingInTheNext() {
    SingleObjectEncoder encoder = new SingleObjectEncoder(SCHEMA);
    GenericRecord halfWritten = record(1);
    halfWritten.put("list", null);
    assertThatThrownBy(() -> encoder.encode(halfWritten)).isInstanceOf(RuntimeException.class);
    assertThat(encoder.encode(record(2)))
        .isEqualTo(new SingleObjectEncoder(SCHEMA).encode(record(2)));
  }

  @Test
  void predictionsAndLossesAreReadableByTheirSchemas() throws IOException {
    Coordinates coordinates = new Coordinates("ü-1", 3, 1L << 40, 17);
    GenericRecord byClass =
        decode(
            PredictionEncoder.schema(),
            new PredictionEncoder().encodeClass(coordinates, "yes", new float[] {0.25f, 0.75f}, 2));
    assertThat(byClass.get("exampleId")).hasToString("ü-1");
    assertThat(byClass.get("inputPartition")).isEqualTo(3);
    assertThat(byClass.get("inputOffset")).isEqualTo(1L << 40);
    assertThat(byClass.get("modelVersion")).isEqualTo(17L);
    assertThat(byClass.get("predictedClass")).hasToString("yes");
    assertThat(byClass.get("predictedValue")).isNull();
    assertThat(byClass.get("scores")).isEqualTo(List.of(0.25f, 0.75f));

    Coordinates anonymous = new Coordinates(null, 0, 0, 0);
    GenericRecord byValue =
        decode(PredictionEncoder.schema(), new PredictionEncoder().encodeValue(anonymous, -1.5f));
    assertThat(byValue.get("exampleId")).isNull();
    assertThat(byValue.get("predictedClass")).isNull();
    assertThat(byValue.get("predictedValue")).isEqualTo(-1.5f);
    assertThat(byValue.get("scores")).isEqualTo(List.of());

    GenericRecord loss =
        decode(LossEncoder.schema(), new LossEncoder().encode(coordinates, 0.5f, 0.125));
    assertThat(loss.get("modelVersion")).isEqualTo(17L);
    assertThat(loss.get("loss")).isEqualTo(0.5f);
    assertThat(loss.get("fadedLoss")).isEqualTo(0.125);
  }

  private static GenericRecord decode(Schema schema, byte[] bytes) throws IOException {
    return new BinaryMessageDecoder<GenericRecord>(GenericData.get(), schema).decode(bytes);
  }

  @Test
  void everyTruncationAndEveryTrailingByteIsRefused() {
    byte[] good = new SingleObjectEncoder(SCHEMA).encode(record(1));
    SingleObjectDecoder decoder = new SingleObjectDecoder(SCHEMA);
    for (int length = 0; length <= good.length + 1; length++) {
      if (length != good.length) {
        byte[] bad = Arrays.copyOf(good, length);
        assertThatThrownBy(() -> decoder.decode(bad)).isInstanceOf(UndecodableException.class);
      }
    }
  }

  @Test
  void anotherSchemasRecordIsRefusedByItsFingerprint() {
    Schema other = SchemaBuilder.record("R").fields().optionalLong("x").endRecord();
    byte[] bytes = new SingleObjectEncoder(other).encode(new GenericData.Record(other));
    assertThatThrownBy(() -> new SingleObjectDecoder(SCHEMA).decode(bytes))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining("got schema fingerprint");
  }

  @Test
  void garbageIsRefusedOrRead() throws Exception {
    Random random = new Random(5);
    SingleObjectDecoder decoder = new SingleObjectDecoder(SCHEMA);
    byte[] good = new SingleObjectEncoder(SCHEMA).encode(record(1));
    int refused = 0;
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = mutation(good, random);
      try {
        assertThat(decoder.decode(bytes)).isNotNull();
      } catch (UndecodableException expected) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(100_000);
    assertThat(decoder.decode(good)).isEqualTo(record(1));
  }

  @Test
  void pretendedSizesAndEndlessNestingAreRefused() {
    byte[] text = bytes(SCHEMA, 0, 0x80, 0x80, 0x80, 0x80, 0x10); // no x, a text of 2^31 bytes
    assertThatThrownBy(() -> new SingleObjectDecoder(SCHEMA).decode(text))
        .isInstanceOf(UndecodableException.class);

    Schema chain =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "Link",
                 "fields": [{"name": "next", "type": ["null", "Link"]}]}
                """);
    int[] links = new int[1_000_000];
    Arrays.fill(links, 2);
    assertThatThrownBy(() -> new SingleObjectDecoder(chain).decode(bytes(chain, links)))
        .isInstanceOf(UndecodableException.class);
  }

  private static byte[] bytes(Schema schema, int... body) {
    byte[] header = SingleObject.header(schema);
    byte[] bytes = Arrays.copyOf(header, header.length + body.length);
    for (int i = 0; i < body.length; i++) {
      bytes[header.length + i] = (byte) body[i];
    }
    return bytes;
  }

  private static byte[] mutation(byte[] good, Random random) {
    byte[] bytes = new byte[SingleObject.HEADER_BYTES + random.nextInt(30)];
    random.nextBytes(bytes);
    if (random.nextInt(4) > 0) {
      System.arraycopy(good, 0, bytes, 0, SingleObject.HEADER_BYTES);
    }
    return bytes;
  }
}
