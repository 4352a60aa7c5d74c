package io.gradstream.output;

import io.gradstream.serde.FieldWriter;
import io.gradstream.serde.FixedText;
import io.gradstream.serde.Payload;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What outputs have in common: which example, and which model.
 *
 * @param inputTimestamp of the input record, in milliseconds; none if it is no {@link
 *     Payload#isTimestamp}
 */
public record Coordinates(
    @Nullable String exampleId,
    int inputPartition,
    long inputOffset,
    long modelVersion,
    long inputTimestamp) {
  void writeTo(FieldWriter out) throws IOException {
    if (exampleId == null) {
      out.absent();
    } else {
      out.present();
      out.text(exampleId);
    }
    writeModelTo(out);
  }

  /** Without the example's id. */
  void writeModelTo(FieldWriter out) throws IOException {
    out.integer(inputPartition);
    out.integer(inputOffset);
    out.integer(modelVersion);
  }

  /** The last fields of every output. */
  void writeEndTo(FieldWriter out, FixedText application) throws IOException {
    if (Payload.isTimestamp(inputTimestamp)) {
      out.present();
      out.integer(inputTimestamp);
    } else {
      out.absent();
    }
    out.text(application);
  }
}
