package io.gradstream.serde;

import java.util.Arrays;
import java.util.HexFormat;
import org.apache.avro.Schema;

/**
 * A record's key or value once its frame is off: what its fields are read from, by whoever knows
 * which of them are wanted. Nothing of it is copied.
 */
public sealed interface Payload {
  /**
   * Whether a record's timestamp is one: 0 or less stands for none, as Kafka Streams takes no -1.
   */
  static boolean isTimestamp(long millis) {
    return millis > 0;
  }

  /**
   * Avro in binary, from an offset to the end of the bytes.
   *
   * @param writer the schema it was written with; not always a record's
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Avro(Schema writer, byte[] bytes, int offset) implements Payload {}

  /**
   * What should be a JSON text in UTF-8, from an offset to the end of the bytes; nobody has looked
   * yet. Before it may be the id of its JSON Schema in a registry.
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Json(byte[] bytes, int offset) implements Payload {
    /** The text's bytes. */
    public byte[] text() {
      return offset == 0 ? bytes : Arrays.copyOfRange(bytes, offset, bytes.length);
    }

    /** What stands before the text, for people; empty if nothing does. */
    public String frame() {
      return offset == 0
          ? ""
          : "behind a schema registry's header (%s, schema id %d)"
              .formatted(
                  HexFormat.of().formatHex(bytes, 0, offset),
                  AvroHeader.WIRE_FORMAT.schemaNumber(bytes));
    }
  }

  /** What a user's own deserializer made: a {@code GenericRecord}, a map, a text. */
  record Tree(Object value) implements Payload {}
}
