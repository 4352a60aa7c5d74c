package io.gradstream.source;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record that is looked at, not learned.
 *
 * @param source the topic and partition, or the file
 * @param offset in the partition; of a file the number of the record from 0 on
 * @param timestampMillis 0 or less if it has none
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record ReadRecord(
    String source,
    long offset,
    long timestampMillis,
    byte @Nullable [] key,
    byte @Nullable [] value,
    Headers headers) {}
