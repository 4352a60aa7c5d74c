package io.gradstream.serde;

import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Confluent's wire format with the schemas of a registry. */
final class RegistryDecoder implements PayloadDecoder {
  private final SchemaRegistry registry;
  private int lastId;
  private @Nullable Schema lastSchema;

  RegistryDecoder(SchemaRegistry registry) {
    this.registry = registry;
  }

  @Override
  public Payload decode(byte @Nullable [] bytes) throws UndecodableException {
    byte[] framed = WireFormat.framed(bytes);
    int id = WireFormat.id(framed);
    Schema schema = lastSchema;
    if (schema == null || id != lastId) { // Neither boxed nor locked for: ids come in long runs.
      schema = registry.schema(id);
      lastSchema = schema;
      lastId = id;
    }
    return new Payload.Avro(schema, framed, WireFormat.HEADER_BYTES);
  }
}
