package io.gradstream.input;

import io.gradstream.record.UnfitException;
import io.gradstream.serde.Payload;
import org.jspecify.annotations.Nullable;

/** What {@code decode} makes of a record, with the bytes of its value. */
public sealed interface Decoded {
  /** The value as it came. */
  byte @Nullable [] bytes();

  /**
   * A record without its frames; its fields are still to be read.
   *
   * @param key null if it has none
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Framed(byte[] bytes, @Nullable Payload key, Payload value) implements Decoded {}

  /** No record; it passes the model by, which so knows how far the input was read. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Refused(byte @Nullable [] bytes, UnfitException refusal) implements Decoded {}
}
