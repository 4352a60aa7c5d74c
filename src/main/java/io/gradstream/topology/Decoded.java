package io.gradstream.topology;

import io.gradstream.serde.Payload;
import org.jspecify.annotations.Nullable;

/** What {@code decode} makes of a record, with the bytes it came from. */
sealed interface Decoded {
  byte @Nullable [] bytes();

  /** A record without its frame; its fields are still to be read. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Framed(byte[] bytes, Payload payload) implements Decoded {}

  /** No record; it passes the model by, which so knows how far the input was read. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Refused(byte @Nullable [] bytes, RejectReason reason, String message) implements Decoded {}
}
