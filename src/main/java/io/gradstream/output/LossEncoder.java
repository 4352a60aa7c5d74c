package io.gradstream.output;

import io.gradstream.serde.FixedText;
import io.gradstream.serde.FormatSettings;
import io.gradstream.serde.Formats;
import io.gradstream.serde.RecordEncoder;
import io.gradstream.serde.Schemas;
import org.apache.avro.Schema;

/** Writes {@code schemas/loss.avsc}, field by field: nothing is boxed on the way. */
public final class LossEncoder {
  private final RecordEncoder records;
  private final FixedText application;

  /**
   * An encoder for one topic. In a registry's format its schema is registered first.
   *
   * @param application that the records name as their source
   * @throws IllegalArgumentException if a setting is missing or invalid
   * @throws io.gradstream.serde.registry.RegistryException if the registry refuses the schema
   */
  public LossEncoder(Formats formats, FormatSettings settings, String topic, String application) {
    this.records = formats.encoder(settings, topic, schema());
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
