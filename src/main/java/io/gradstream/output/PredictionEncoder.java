package io.gradstream.output;

import io.gradstream.serde.FormatSettings;
import io.gradstream.serde.Formats;
import io.gradstream.serde.Schemas;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Writes {@code schemas/prediction.avsc}, field by field: nothing is boxed on the way. */
public final class PredictionEncoder extends OutputEncoder {
  private static final float[] NO_SCORES = {};

  /** As {@link OutputEncoder}. */
  public PredictionEncoder(
      Formats formats, FormatSettings settings, String topic, String application) {
    super(formats, settings, topic, schema(), application);
  }

  /** The schema of what is written. */
  public static Schema schema() {
    return Schemas.shipped("prediction");
  }

  /**
   * The bytes of a predicted class, null where none is known yet, and the probability of each of
   * the known classes, the first {@code classes} scores.
   */
  public byte[] encodeClass(
      Coordinates coordinates, @Nullable String predictedClass, float[] scores, int classes) {
    return records()
        .encode(
            out -> {
              coordinates.writeTo(out);
              if (predictedClass == null) {
                out.absent();
              } else {
                out.present();
                out.text(predictedClass);
              }
              out.absent();
              out.numbers(scores, classes);
              coordinates.writeEndTo(out, application());
              out.absent();
            });
  }

  /** The bytes of a predicted value. */
  public byte[] encodeValue(Coordinates coordinates, double predictedValue) {
    return records()
        .encode(
            out -> {
              coordinates.writeTo(out);
              out.absent();
              out.present();
              out.number((float) predictedValue);
              out.numbers(NO_SCORES, 0);
              coordinates.writeEndTo(out, application());
              out.present();
              out.number(predictedValue);
            });
  }
}
