package io.gradstream.topology;

import io.gradstream.feature.Limits;
import io.gradstream.serde.PayloadDecoder;
import io.gradstream.serde.UndecodableException;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Takes the frame off a record, or says why there is none. */
final class DecodeProcessor extends ContextualProcessor<byte[], byte[], byte[], Decoded> {
  /** It is the key of the prediction too, and may be the example's id in it. */
  private static final int MAX_KEY_BYTES = 1 << 16;

  private final Supplier<PayloadDecoder> decoders;
  private final Limits limits;
  private PayloadDecoder decoder;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
  DecodeProcessor(Supplier<PayloadDecoder> decoders, Limits limits) {
    this.decoders = decoders;
    this.limits = limits;
  }

  @Override
  public void init(ProcessorContext<byte[], Decoded> context) {
    super.init(context);
    decoder = decoders.get();
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    context().forward(record.withValue(decode(record.key(), record.value())));
  }

  private Decoded decode(byte @Nullable [] key, byte @Nullable [] bytes) {
    if (key != null && key.length > MAX_KEY_BYTES) {
      return new Decoded.Refused(
          bytes,
          RejectReason.RECORD_TOO_LARGE,
          "the key has %d bytes, wants at most %d".formatted(key.length, MAX_KEY_BYTES));
    }
    if (bytes == null) {
      return new Decoded.Refused(null, RejectReason.NULL_VALUE, "the record has no value");
    }
    if (bytes.length > limits.recordBytes()) {
      return new Decoded.Refused(
          bytes,
          RejectReason.RECORD_TOO_LARGE,
          "got %d bytes, wants at most %d".formatted(bytes.length, limits.recordBytes()));
    }
    try {
      return new Decoded.Framed(bytes, decoder.decode(bytes));
    } catch (UndecodableException e) {
      return new Decoded.Refused(bytes, RejectReason.UNDECODABLE, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    decoder.close();
  }
}
