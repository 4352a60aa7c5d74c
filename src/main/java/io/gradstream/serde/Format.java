package io.gradstream.serde;

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
  CLASS
}
