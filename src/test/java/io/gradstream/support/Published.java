package io.gradstream.support;

import io.gradstream.learning.Prediction;
import io.gradstream.output.LossEncoder;
import io.gradstream.output.PredictionEncoder;
import io.gradstream.serde.registry.UndecodableException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A published prediction or loss.
 *
 * @param predicted the class or the value; null in a loss
 * @param scores empty in a loss and for a value
 * @param loss NaN in a prediction
 */
public record Published(
    @Nullable String exampleId,
    int partition,
    long offset,
    long modelVersion,
    @Nullable String predicted,
    List<Float> scores,
    float loss) {
  /**
   * What is to be published of a prediction in partition 0.
   *
   * @param classes the names of the classes; empty for a value
   */
  public static Published prediction(
      @Nullable String id, long offset, Prediction prediction, List<String> classes) {
    List<Float> scores = new ArrayList<>();
    for (int k = 0; k < prediction.classes(); k++) {
      scores.add(prediction.scores()[k]);
    }
    String predicted =
        classes.isEmpty()
            ? Double.toString(prediction.value())
            : classes.get(prediction.predictedClass());
    return new Published(id, 0, offset, prediction.modelVersion(), predicted, scores, Float.NaN);
  }

  /** What is to be published of a loss in partition 0. */
  public static Published loss(@Nullable String id, long offset, Prediction prediction) {
    return new Published(
        id, 0, offset, prediction.modelVersion(), null, List.of(), prediction.loss());
  }

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
    List<Float> scores = new ArrayList<>();
    if (record.hasField("scores")) {
      ((List<?>) record.get("scores")).forEach(score -> scores.add((Float) score));
    }
    return new Published(
        text(record.get("exampleId")),
        (int) record.get("inputPartition"),
        (long) record.get("inputOffset"),
        (long) record.get("modelVersion"),
        record.hasField("loss") ? null : predicted(record),
        scores,
        record.hasField("loss") ? (float) record.get("loss") : Float.NaN);
  }

  private static @Nullable String predicted(GenericRecord record) {
    String predictedClass = text(record.get("predictedClass"));
    return predictedClass == null ? text(record.get("predictedNumber")) : predictedClass;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
