package io.gradstream.serde;

import java.io.IOException;
import org.apache.avro.io.BinaryEncoder;
import org.jspecify.annotations.Nullable;

/** What predictions and losses have in common: which example, and which model. */
public record Coordinates(
    @Nullable String exampleId, int inputPartition, long inputOffset, long modelVersion) {
  void write(BinaryEncoder out) throws IOException {
    if (exampleId == null) {
      out.writeIndex(0);
    } else {
      out.writeIndex(1);
      out.writeString(exampleId);
    }
    out.writeInt(inputPartition);
    out.writeLong(inputOffset);
    out.writeLong(modelVersion);
  }
}
