package io.gradstream.serde;

import io.gradstream.serde.registry.UndecodableException;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Avro in binary behind a header that names the schema. */
final class AvroDecoder implements PayloadDecoder {
  /** Where schemas are. */
  interface Schemas {
    /**
     * A schema by the number in a header.
     *
     * @throws UndecodableException if there is none
     */
    Schema get(long number) throws UndecodableException;
  }

  private final AvroHeader header;
  private final Schemas schemas;
  private long lastNumber;
  private @Nullable Schema lastSchema;

  AvroDecoder(AvroHeader header, Schemas schemas) {
    this.header = header;
    this.schemas = schemas;
  }

  @Override
  public Payload decode(byte @Nullable [] bytes, Headers headers) throws UndecodableException {
    byte[] framed = header.check(bytes);
    long number = header.schemaNumber(framed);
    Schema schema = lastSchema;
    if (schema == null || number != lastNumber) { // Neither boxed nor locked for: runs are long.
      schema = schemas.get(number);
      lastSchema = schema;
      lastNumber = number;
    }
    return new Payload.Avro(schema, framed, header.length());
  }
}
