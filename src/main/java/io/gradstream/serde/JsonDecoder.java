package io.gradstream.serde;

import org.jspecify.annotations.Nullable;

/** Plain JSON has no frame: whoever reads the fields sees whether it is JSON. */
final class JsonDecoder implements PayloadDecoder {
  @Override
  public Payload decode(byte @Nullable [] bytes) throws UndecodableException {
    return new Payload.Json(Frames.atLeast(1, "a JSON text", bytes));
  }
}
