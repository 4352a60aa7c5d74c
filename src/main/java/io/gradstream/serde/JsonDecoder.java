package io.gradstream.serde;

import io.gradstream.serde.registry.UndecodableException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Plain JSON has no frame; JSON Schema's serializers put a registry's before it, which is passed
 * over: no JSON text begins with a zero byte. Whoever reads the fields sees whether it is JSON.
 */
final class JsonDecoder implements PayloadDecoder {
  @Override
  public Payload decode(byte @Nullable [] bytes, Headers headers) throws UndecodableException {
    byte[] text = Frames.atLeast(1, "a JSON text", bytes);
    return new Payload.Json(
        text, AvroHeader.WIRE_FORMAT.begins(text) ? AvroHeader.WIRE_FORMAT.length() : 0);
  }
}
