package io.gradstream.serde;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What outputs have in common: which example, and which model. */
public record Coordinates(
    @Nullable String exampleId, int inputPartition, long inputOffset, long modelVersion) {
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
}
