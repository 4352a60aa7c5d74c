package io.gradstream.output;

import io.gradstream.serde.FormatSettings;
import io.gradstream.serde.Formats;
import io.gradstream.serde.Schemas;
import org.apache.avro.Schema;

/** Writes {@code schemas/loss.avsc}, field by field: nothing is boxed on the way. */
public final class LossEncoder extends OutputEncoder {
  /** As {@link OutputEncoder}. */
  public LossEncoder(Formats formats, FormatSettings settings, String topic, String application) {
    super(formats, settings, topic, schema(), application);
  }

  /** The schema of what is written. */
  public static Schema schema() {
    return Schemas.shipped("loss");
  }

  /** The bytes of a loss. */
  public byte[] encode(Coordinates coordinates, float loss, double fadedLoss) {
    return records()
        .encode(
            out -> {
              coordinates.writeTo(out);
              out.number(loss);
              out.number(fadedLoss);
              coordinates.writeEndTo(out, application());
            });
  }
}
