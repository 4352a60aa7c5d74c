package io.gradstream.serde;

import org.jspecify.annotations.Nullable;

/** What the bytes of a topic's keys or values are; the list is closed. */
public enum Format {
  /**
   * Confluent's wire format: a zero byte, the four bytes of a schema's id, Avro in binary. The
   * schema is in a registry.
   */
  AVRO_REGISTRY,
  /**
   * Avro's single-object encoding: two marker bytes, the fingerprint of a schema, Avro in binary.
   * The schema is in a folder.
   */
  AVRO_SINGLE_OBJECT,
  /** One JSON text in UTF-8. */
  JSON,
  /** A plain text in UTF-8; for keys only. */
  TEXT,
  /** Whatever a deserializer of the user's reads; for input only. */
  CLASS;

  /** The format that first bytes tell, or null. */
  public static @Nullable Format guess(byte[] bytes) {
    if (AvroHeader.WIRE_FORMAT.begins(bytes) && bytes.length > AvroHeader.WIRE_FORMAT.length()) {
      return AVRO_REGISTRY;
    }
    if (AvroHeader.SINGLE_OBJECT.begins(bytes)) {
      return AVRO_SINGLE_OBJECT;
    }
    for (byte b : bytes) {
      if (b == '{') {
        return JSON;
      }
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return null;
      }
    }
    return null;
  }
}
