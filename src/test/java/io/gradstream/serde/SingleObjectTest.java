package io.gradstream.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.output.Coordinates;
import io.gradstream.output.LossEncoder;
import io.gradstream.output.PredictionEncoder;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

public final class SingleObjectTest {
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

  private static final FormatSettings FORMAT = FormatSettings.of(Format.AVRO_SINGLE_OBJECT);

  private final Formats formats = new Formats();
  private final PredictionEncoder predictions =
      new PredictionEncoder(formats, FORMAT, "predictions", "ü-learner");
  private final LossEncoder losses = new LossEncoder(formats, FORMAT, "losses", "ü-learner");

  private RecordWriter writer() {
    return formats.recordWriter(FORMAT, "records", SCHEMA);
  }

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
    byte[] ours = writer().write(record);
    byte[] theirs =
        new BinaryMessageEncoder<GenericRecord>(GenericData.get(), SCHEMA).encode(record).array();
    assertThat(ours).isEqualTo(Arrays.copyOf(theirs, ours.length));
    assertThat(decode(SCHEMA, ours)).isEqualTo(record);
  }

  @Test
  void aRecordThatCannotBeWrittenLeavesNothingInTheNext() {
    RecordWriter writer = writer();
    GenericRecord halfWritten = record(1);
    halfWritten.put("list", null);
    assertThatThrownBy(() -> writer.write(halfWritten)).isInstanceOf(RuntimeException.class);
    assertThat(writer.write(record(2))).isEqualTo(writer().write(record(2)));
  }

  @Test
  void predictionsAndLossesAreReadableByTheirSchemas() throws IOException {
    Coordinates coordinates = new Coordinates("ü-1", 3, 1L << 40, 17, 1_772_000_000_123L);
    GenericRecord byClass =
        decode(
            PredictionEncoder.schema(),
            predictions.encodeClass(coordinates, "yes", new float[] {0.25f, 0.75f}, 2));
    assertThat(byClass.get("exampleId")).hasToString("ü-1");
    assertThat(byClass.get("inputPartition")).isEqualTo(3);
    assertThat(byClass.get("inputOffset")).isEqualTo(1L << 40);
    assertThat(byClass.get("modelVersion")).isEqualTo(17L);
    assertThat(byClass.get("predictedClass")).hasToString("yes");
    assertThat(byClass.get("predictedValue")).isNull();
    assertThat(byClass.get("predictedNumber")).isNull();
    assertThat(byClass.get("scores")).isEqualTo(List.of(0.25f, 0.75f));
    assertThat(byClass.get("inputTimestamp")).isEqualTo(1_772_000_000_123L);
    assertThat(byClass.get("application")).hasToString("ü-learner");

    Coordinates anonymous = new Coordinates(null, 0, 0, 0, 0);
    GenericRecord byValue =
        decode(PredictionEncoder.schema(), predictions.encodeValue(anonymous, -1.1));
    assertThat(byValue.get("exampleId")).isNull();
    assertThat(byValue.get("predictedClass")).isNull();
    assertThat(byValue.get("predictedValue")).isEqualTo(-1.1f);
    assertThat(byValue.get("predictedNumber")).isEqualTo(-1.1);
    assertThat(byValue.get("scores")).isEqualTo(List.of());
    assertThat(byValue.get("inputTimestamp")).isNull();

    GenericRecord loss = decode(LossEncoder.schema(), losses.encode(coordinates, 0.5f, 0.125));
    assertThat(loss.get("modelVersion")).isEqualTo(17L);
    assertThat(loss.get("loss")).isEqualTo(0.5f);
    assertThat(loss.get("fadedLoss")).isEqualTo(0.125);
    assertThat(loss.get("application")).hasToString("ü-learner");
  }

  private static GenericRecord decode(Schema schema, byte[] bytes) throws IOException {
    return new BinaryMessageDecoder<GenericRecord>(GenericData.get(), schema).decode(bytes);
  }
}
