package io.gradstream.serde;

import org.apache.avro.Schema;

/** Writes {@code schemas/loss.avsc}, field by field: nothing is boxed on the way. */
public final class LossEncoder {
  private final RecordEncoder records;
  private final FixedText application;

  LossEncoder(RecordEncoder records, String application) {
    this.records = records;
    this.application = FixedText.of(application);
  }

  /** The schema of what is written. */
  public static Schema schema() {
    return Schemas.shipped("loss");
  }

  /** The bytes of a loss. */
  public byte[] encode(Coordinates coordinates, float loss, double fadedLoss) {
    return records.encode(
        out -> {
          coordinates.writeTo(out);
          out.number(loss);
          out.number(fadedLoss);
          coordinates.writeEndTo(out, application);
        });
  }
}
