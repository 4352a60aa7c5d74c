package io.gradstream.topology;

import io.gradstream.learning.Example;
import org.jspecify.annotations.Nullable;

/** What {@code decode} makes of a record, with the bytes it came from. */
sealed interface Decoded {
  byte @Nullable [] bytes();

  /** An example, valid until the next record. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Fit(byte[] bytes, Example example, @Nullable String id) implements Decoded {}

  /** No example; it passes the model by, which so knows how far the input was read. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Unfit(byte @Nullable [] bytes, RejectReason reason, String message) implements Decoded {}
}
