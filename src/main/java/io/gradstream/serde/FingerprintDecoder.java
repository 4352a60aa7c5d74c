package io.gradstream.serde;

import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Avro's single-object encoding with the schemas of a folder. */
final class FingerprintDecoder implements PayloadDecoder {
  private final SchemaFolder folder;
  private long lastFingerprint;
  private @Nullable Schema lastSchema;

  FingerprintDecoder(SchemaFolder folder) {
    this.folder = folder;
  }

  @Override
  public Payload decode(byte @Nullable [] bytes) throws UndecodableException {
    byte[] framed = SingleObject.framed(bytes);
    long fingerprint = SingleObject.fingerprint(framed);
    Schema schema = lastSchema;
    if (schema == null || fingerprint != lastFingerprint) { // Neither boxed nor looked up twice.
      schema = folder.byFingerprint(fingerprint);
      if (schema == null) {
        throw new UndecodableException(
            "got schema fingerprint %016x, which none of the %d schemas in %s has"
                .formatted(fingerprint, folder.schemas().size(), folder.path()));
      }
      lastSchema = schema;
      lastFingerprint = fingerprint;
    }
    return new Payload.Avro(schema, framed, SingleObject.HEADER_BYTES);
  }
}
