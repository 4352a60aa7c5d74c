package io.gradstream.serde;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** What the bytes of a topic's keys or values are; the list is closed. */
public enum Format {
  /**
   * Confluent's wire format: a zero byte, the four bytes of a schema's id, Avro in binary. The
   * schema is in a registry. Instead of those five bytes, a header may have the schema's GUID.
   */
  AVRO_REGISTRY,
  /**
   * Avro's single-object encoding: two marker bytes, the fingerprint of a schema, Avro in binary.
   * The schema is in a folder.
   */
  AVRO_SINGLE_OBJECT,
  /** One JSON text in UTF-8; before it may be the five bytes of a JSON Schema in a registry. */
  JSON,
  /** A plain text in UTF-8; for keys only. */
  TEXT,
  /** Whatever a deserializer of the user's reads; for input only. */
  CLASS;

  /**
   * The format that a record's headers and its value's first bytes tell, or null. JSON may have a
   * registry's frame before it, so that its last byte is looked at too.
   */
  public static @Nullable Format guess(byte[] value, Headers headers) {
    int frame = AvroHeader.WIRE_FORMAT.length();
    boolean framed = AvroHeader.WIRE_FORMAT.begins(value) && value.length > frame;
    boolean named = headers.lastHeader(RegistryDecoder.header(false)) != null;
    if (framed || named) {
      return isObject(value, framed ? frame : 0) ? JSON : AVRO_REGISTRY;
    }
    if (AvroHeader.SINGLE_OBJECT.begins(value)) {
      return AVRO_SINGLE_OBJECT;
    }
    return first(value, 0) == '{' ? JSON : null;
  }

  private static boolean isObject(byte[] value, int offset) {
    return first(value, offset) == '{' && value[value.length - 1] == '}';
  }

  /** The first byte that is no blank; 0 without one. */
  private static byte first(byte[] value, int offset) {
    for (int i = offset; i < value.length; i++) {
      if (value[i] != ' ' && value[i] != '\t' && value[i] != '\r' && value[i] != '\n') {
        return value[i];
      }
    }
    return 0;
  }
}
