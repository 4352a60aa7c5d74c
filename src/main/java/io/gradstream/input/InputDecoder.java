package io.gradstream.input;

import io.gradstream.record.Limits;
import io.gradstream.record.UnfitException;
import io.gradstream.record.UnfitReason;
import io.gradstream.serde.Payload;
import io.gradstream.serde.PayloadDecoder;
import io.gradstream.serde.registry.UndecodableException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Takes the frames off a record's key and value. Not for several threads. */
public final class InputDecoder implements AutoCloseable {
  /** It is the key of the prediction too, and may be the example's id in it. */
  private static final int MAX_KEY_BYTES = 1 << 16;

  private final PayloadDecoder keys;
  private final PayloadDecoder values;
  private final Limits limits;

  public InputDecoder(PayloadDecoder keys, PayloadDecoder values, Limits limits) {
    this.keys = keys;
    this.values = values;
    this.limits = limits;
  }

  /**
   * A record without its frames; its fields are still to be read.
   *
   * @throws UnfitException if there are none, or it is too large
   * @throws RuntimeException if the record is not to blame, as {@link PayloadDecoder#decode}
   */
  public Decoded.Framed decode(byte @Nullable [] key, byte @Nullable [] value, Headers headers)
      throws UnfitException {
    if (key != null && key.length > MAX_KEY_BYTES) {
      throw new UnfitException(
          UnfitReason.RECORD_TOO_LARGE,
          "the key has %d bytes, wants at most %d".formatted(key.length, MAX_KEY_BYTES));
    }
    if (value == null) {
      throw new UnfitException(UnfitReason.NULL_VALUE, "the record has no value");
    }
    if (value.length > limits.recordBytes()) {
      throw new UnfitException(
          UnfitReason.RECORD_TOO_LARGE,
          "got %d bytes, wants at most %d".formatted(value.length, limits.recordBytes()));
    }
    return new Decoded.Framed(
        value,
        key == null ? null : payload(keys, key, headers, "the key: "),
        payload(values, value, headers, ""));
  }

  private static Payload payload(PayloadDecoder decoder, byte[] bytes, Headers headers, String what)
      throws UnfitException {
    try {
      return decoder.decode(bytes, headers);
    } catch (UndecodableException e) {
      throw new UnfitException(UnfitReason.UNDECODABLE, what + e.getMessage());
    }
  }

  @Override
  public void close() {
    keys.close();
    values.close();
  }
}
