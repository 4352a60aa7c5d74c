package io.gradstream.topology;

import io.gradstream.serde.Payload;
import io.gradstream.text.Shown;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Makes records for the reject topic: key, value and headers as they came, and the reason in
 * headers of its own. Coordinates and message follow Kafka Streams' dead-letter convention.
 */
final class Reject {
  static final String REASON = "gradstream.reason";
  static final String MESSAGE = "__streams.errors.message";
  static final String TOPIC = "__streams.errors.topic";
  static final String PARTITION = "__streams.errors.partition";
  static final String OFFSET = "__streams.errors.offset";

  /** How long key, value and headers were together that are left out. */
  static final String OMITTED_BYTES = "gradstream.omitted.bytes";

  /** The record's timestamp in milliseconds, if it had one: the reject has that of its writing. */
  static final String TIMESTAMP = "gradstream.timestamp";

  /** Who rejected it. */
  static final String APPLICATION = "gradstream.application";

  /**
   * A record that came in may be too large to go out again with our headers, by the producer's
   * limit of 1 MiB. It is in the input at the offset that the headers give.
   */
  private static final int MAX_BYTES = 1_000_000;

  private static final int HEADER_FRAME = 10;

  /** A reason may quote what it refuses; the record itself is there for the rest. */
  private static final int MAX_MESSAGE_CHARS = 500;

  private final String application;

  Reject(String application) {
    this.application = application;
  }

  Record<byte[], byte[]> of(
      Record<byte[], ?> record,
      byte @Nullable [] value,
      RecordMetadata at,
      RejectReason reason,
      String message) {
    boolean whole = bytes(record, value) <= MAX_BYTES;
    Headers headers = new RecordHeaders(whole ? record.headers().toArray() : new Header[0]);
    add(headers, REASON, reason.name());
    add(headers, MESSAGE, Shown.cut(message, MAX_MESSAGE_CHARS));
    add(headers, TOPIC, at.topic());
    add(headers, PARTITION, Integer.toString(at.partition()));
    add(headers, OFFSET, Long.toString(at.offset()));
    add(headers, APPLICATION, application);
    if (Payload.isTimestamp(record.timestamp())) {
      add(headers, TIMESTAMP, Long.toString(record.timestamp()));
    }
    if (!whole) {
      add(headers, OMITTED_BYTES, Long.toString(bytes(record, value)));
      return new Record<>(null, null, record.timestamp(), headers);
    }
    return new Record<>(record.key(), value, record.timestamp(), headers);
  }

  /** As a producer counts them: names of headers in UTF-8, and what frames each of them. */
  private static long bytes(Record<byte[], ?> record, byte @Nullable [] value) {
    long bytes = length(record.key()) + length(value);
    for (Header header : record.headers()) {
      bytes += Utils.utf8Length(header.key()) + length(header.value()) + HEADER_FRAME;
    }
    return bytes;
  }

  private static long length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static void add(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
