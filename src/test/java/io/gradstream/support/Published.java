package io.gradstream.support;

import io.gradstream.serde.LossEncoder;
import io.gradstream.serde.PredictionEncoder;
import io.gradstream.serde.SingleObjectDecoder;
import io.gradstream.serde.UndecodableException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A published prediction or loss.
 *
 * @param loss NaN in a prediction
 */
public record Published(
    @Nullable String exampleId, int partition, long offset, long modelVersion, float loss) {

  /** Decodes predictions. */
  public static List<Published> predictions(List<ConsumerRecord<byte[], byte[]>> records)
      throws UndecodableException {
    return decode(PredictionEncoder.schema(), records);
  }

  /** Decodes losses. */
  public static List<Published> losses(List<ConsumerRecord<byte[], byte[]>> records)
      throws UndecodableException {
    return decode(LossEncoder.schema(), records);
  }

  private static List<Published> decode(Schema schema, List<ConsumerRecord<byte[], byte[]>> records)
      throws UndecodableException {
    SingleObjectDecoder decoder = new SingleObjectDecoder(schema);
    List<Published> decoded = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      decoded.add(of(decoder.decode(record.value())));
    }
    return decoded;
  }

  private static Published of(GenericRecord record) {
    Object id = record.get("exampleId");
    return new Published(
        id == null ? null : id.toString(),
        (int) record.get("inputPartition"),
        (long) record.get("inputOffset"),
        (long) record.get("modelVersion"),
        record.hasField("loss") ? (float) record.get("loss") : Float.NaN);
  }
}
