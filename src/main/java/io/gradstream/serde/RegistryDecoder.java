package io.gradstream.serde;

import io.gradstream.serde.registry.SchemaName;
import io.gradstream.serde.registry.SchemaRegistry;
import io.gradstream.serde.registry.UndecodableException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Avro whose schema is in a registry. Confluent's serializers name it before the value, or, with
 * their {@code HeaderSchemaIdSerializer}, in a header of the record: then the value is bare Avro.
 */
final class RegistryDecoder implements PayloadDecoder {
  private static final byte GUID = 1;
  private static final int GUID_BYTES = 1 + 2 * Long.BYTES;

  private final String header;
  private final SchemaRegistry registry;
  private final PayloadDecoder framed;
  private byte[] lastName = {};
  private @Nullable Schema lastSchema;

  /**
   * @param key whether it is of keys, which have a header of their own
   */
  RegistryDecoder(SchemaRegistry registry, boolean key) {
    this.header = header(key);
    this.registry = registry;
    this.framed =
        new AvroDecoder(AvroHeader.WIRE_FORMAT, id -> registry.schema(new SchemaName.Id((int) id)));
  }

  /** The header in which a record has the name of its key's or its value's schema. */
  static String header(boolean key) {
    return key ? "__key_schema_id" : "__value_schema_id";
  }

  @Override
  public Payload decode(byte @Nullable [] bytes, Headers headers) throws UndecodableException {
    Header name = headers.lastHeader(header);
    if (name == null) {
      return framed.decode(bytes, headers);
    }
    try {
      return new Payload.Avro(schema(name.value()), Frames.atLeast(1, "bare Avro", bytes), 0);
    } catch (UndecodableException e) {
      throw new UndecodableException("header %s: %s".formatted(header, e.getMessage()));
    }
  }

  private Schema schema(byte @Nullable [] name) throws UndecodableException {
    Schema schema = lastSchema;
    if (schema == null || !Arrays.equals(name, lastName)) {
      byte[] present = Frames.atLeast(1, "a schema's name", name);
      schema = registry.schema(parse(present));
      lastName = present;
      lastSchema = schema;
    }
    return schema;
  }

  private static SchemaName parse(byte[] name) throws UndecodableException {
    if (name[0] == GUID && name.length == GUID_BYTES) {
      ByteBuffer bytes = ByteBuffer.wrap(name, 1, GUID_BYTES - 1);
      return new SchemaName.Guid(new UUID(bytes.getLong(), bytes.getLong()));
    }
    if (AvroHeader.WIRE_FORMAT.begins(name) && name.length == AvroHeader.WIRE_FORMAT.length()) {
      return new SchemaName.Id((int) AvroHeader.WIRE_FORMAT.schemaNumber(name));
    }
    throw new UndecodableException(
        "got %d bytes that start with %s, wants 01 and the 16 bytes of a schema's GUID"
            .formatted(name.length, HexFormat.of().toHexDigits(name[0])));
  }
}
