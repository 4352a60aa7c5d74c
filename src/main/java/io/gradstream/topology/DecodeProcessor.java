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
import org.jspecify.annotations.Nullable;

/** From bytes to an example, or to the reason why they make none. */
final class DecodeProcessor extends ContextualProcessor<byte[], byte[], byte[], Decoded> {
  private final SingleObjectDecoder decoder;
  private final ExampleExtractor extractor;

  DecodeProcessor(SingleObjectDecoder decoder, ExampleExtractor extractor) {
    this.decoder = decoder;
    this.extractor = extractor;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    context().forward(record.withValue(decode(record.key(), record.value())));
  }

  private Decoded decode(byte @Nullable [] key, byte @Nullable [] bytes) {
    if (bytes == null) {
      return new Decoded.Unfit(null, RejectReason.NULL_VALUE, "the record has no value");
    }
    try {
      GenericRecord decoded = decoder.decode(bytes);
      Example example = extractor.extract(decoded);
      String id = extractor.id(decoded);
      return new Decoded.Fit(bytes, example, id == null ? text(key) : id);
    } catch (UndecodableException e) {
      return new Decoded.Unfit(bytes, RejectReason.UNDECODABLE, String.valueOf(e.getMessage()));
    } catch (UnfitException e) {
      return new Decoded.Unfit(bytes, RejectReason.UNFIT, String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable String text(byte @Nullable [] key) {
    return key == null ? null : new String(key, StandardCharsets.UTF_8);
  }
}
