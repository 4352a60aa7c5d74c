package io.gradstream.serde;

import org.apache.avro.Schema;

/** Writes {@code schemas/loss.avsc}, field by field: nothing is boxed on the way. */
public final class LossEncoder {
  private final SingleObjectEncoder encoder = new SingleObjectEncoder(schema());

  /** The schema of what is written. */
  public static Schema schema() {
    return Schemas.shipped("loss");
  }

  /** The bytes of a loss. */
  public byte[] encode(Coordinates coordinates, float loss, double fadedLoss) {
    return encoder.encode(
        out -> {
          coordinates.write(out);
          out.writeFloat(loss);
          out.writeDouble(fadedLoss);
        });
  }
}
