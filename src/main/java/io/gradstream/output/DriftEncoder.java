package io.gradstream.output;

import io.gradstream.evaluation.drift.Drift;
import io.gradstream.serde.FormatSettings;
import io.gradstream.serde.Formats;
import io.gradstream.serde.Schemas;
import org.apache.avro.Schema;

/** Writes {@code schemas/drift.avsc}. */
public final class DriftEncoder extends OutputEncoder {
  /** As {@link OutputEncoder}. */
  public DriftEncoder(Formats formats, FormatSettings settings, String topic, String application) {
    super(formats, settings, topic, schema(), application);
  }

  /** The schema of what is written. */
  public static Schema schema() {
    return Schemas.shipped("drift");
  }

  /** The bytes of a drift that was found with the example of the coordinates. */
  public byte[] encode(Coordinates coordinates, Drift drift) {
    return records()
        .encode(
            out -> {
              coordinates.writeModelTo(out);
              out.text(drift.detector().toString());
              out.number(drift.lossBefore());
              out.number(drift.lossAfter());
              out.text(drift.rises() ? "rise" : "fall");
              coordinates.writeEndTo(out, application());
            });
  }
}
