package io.gradstream.serde;

import org.apache.avro.Schema;

/**
 * A record's key or value once its frame is off: what its fields are read from, by whoever knows
 * which of them are wanted. Nothing of it is copied.
 */
public sealed interface Payload {
  /**
   * Avro in binary, from an offset to the end of the bytes.
   *
   * @param writer the schema it was written with; not always a record's
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Avro(Schema writer, byte[] bytes, int offset) implements Payload {}

  /** What should be a JSON text in UTF-8; nobody has looked yet. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Json(byte[] bytes) implements Payload {}

  /** What a user's own deserializer made: a {@code GenericRecord}, a map, a text. */
  record Tree(Object value) implements Payload {}
}
