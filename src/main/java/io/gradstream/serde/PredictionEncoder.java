package io.gradstream.serde;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;

/** Writes {@code schemas/prediction.avsc}, field by field: nothing is boxed on the way. */
public final class PredictionEncoder {
  private static final int NULL = 0;
  private static final int PRESENT = 1;

  private final SingleObjectEncoder encoder = new SingleObjectEncoder(schema());

  /** The schema of what is written. */
  public static Schema schema() {
    return Schemas.shipped("prediction");
  }

  /** The bytes of a predicted class and the probability of each. */
  public byte[] encodeClass(Coordinates coordinates, String predictedClass, float[] scores) {
    return encoder.encode(
        out -> {
          coordinates.write(out);
          out.writeIndex(PRESENT);
          out.writeString(predictedClass);
          out.writeIndex(NULL);
          writeScores(scores, out);
        });
  }

  /** The bytes of a predicted value. */
  public byte[] encodeValue(Coordinates coordinates, float predictedValue) {
    return encoder.encode(
        out -> {
          coordinates.write(out);
          out.writeIndex(NULL);
          out.writeIndex(PRESENT);
          out.writeFloat(predictedValue);
          out.writeArrayStart();
          out.writeArrayEnd();
        });
  }

  private static void writeScores(float[] scores, BinaryEncoder out) throws IOException {
    out.writeArrayStart();
    out.setItemCount(scores.length);
    for (float score : scores) {
      out.startItem();
      out.writeFloat(score);
    }
    out.writeArrayEnd();
  }
}
