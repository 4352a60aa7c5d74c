package io.gradstream.serde;

import io.gradstream.evaluation.Drift;
import org.apache.avro.Schema;

/** Writes {@code schemas/drift.avsc}. */
public final class DriftEncoder {
  private final RecordEncoder records;
  private final FixedText application;

  DriftEncoder(RecordEncoder records, String application) {
    this.records = records;
    this.application = FixedText.of(application);
  }

  /** The schema of what is written. */
  public static Schema schema() {
    return Schemas.shipped("drift");
  }

  /** The bytes of a drift that was found with the example of the coordinates. */
  public byte[] encode(Coordinates coordinates, Drift drift) {
    return records.encode(
        out -> {
          coordinates.writeModelTo(out);
          out.text(drift.detector().toString());
          out.number(drift.lossBefore());
          out.number(drift.lossAfter());
          out.text(drift.rises() ? "rise" : "fall");
          coordinates.writeEndTo(out, application);
        });
  }
}
