package io.gradstream.topology;

import io.gradstream.feature.ExampleExtractor;
import io.gradstream.feature.UnfitException;
import io.gradstream.learning.Example;
import io.gradstream.serde.SingleObjectDecoder;
import io.gradstream.serde.UndecodableException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** From bytes to an example, or to the reject topic. */
final class DecodeProcessor extends ContextualProcessor<byte[], byte[], byte[], Object> {
  private final SingleObjectDecoder decoder;
  private final ExampleExtractor extractor;
  private final StatusBoard board;

  DecodeProcessor(SingleObjectDecoder decoder, ExampleExtractor extractor, StatusBoard board) {
    this.decoder = decoder;
    this.extractor = extractor;
    this.board = board;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    byte[] bytes = record.value();
    if (bytes == null) {
      reject(record, RejectReason.NULL_VALUE, "the record has no value");
      return;
    }
    try {
      GenericRecord decoded = decoder.decode(bytes);
      Example example = extractor.extract(decoded);
      String id = extractor.id(decoded);
      DecodedExample value =
          new DecodedExample(example, id == null ? text(record.key()) : id, bytes);
      context().forward(record.withValue(value), LearningTopology.LEARN);
    } catch (UndecodableException e) {
      reject(record, RejectReason.UNDECODABLE, String.valueOf(e.getMessage()));
    } catch (UnfitException e) {
      reject(record, RejectReason.UNFIT, String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable String text(byte @Nullable [] key) {
    return key == null ? null : new String(key, StandardCharsets.UTF_8);
  }

  private void reject(Record<byte[], byte[]> record, RejectReason reason, String message) {
    RecordMetadata at = context().recordMetadata().orElseThrow();
    board.countReject(reason);
    context()
        .forward(Reject.of(record, record.value(), at, reason, message), LearningTopology.REJECTS);
  }
}
