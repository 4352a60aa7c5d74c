package io.gradstream.app;

import io.gradstream.serde.Payload;
import org.jspecify.annotations.Nullable;

/**
 * A record that is looked at, not learned.
 *
 * @param source the topic and partition, or the file
 * @param offset in the partition; of a file the number of the record from 0 on
 * @param timestampMillis less than 0 if it has none
 * @param payload what a file says that its bytes are; null where the topic's format decides
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record ReadRecord(
    String source,
    long offset,
    long timestampMillis,
    byte @Nullable [] key,
    byte @Nullable [] value,
    @Nullable Payload payload) {}
