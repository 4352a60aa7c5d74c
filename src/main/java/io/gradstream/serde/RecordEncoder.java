package io.gradstream.serde;

import java.io.IOException;

/** One schema's records in one format. Reuses its buffers: not for several threads. */
public interface RecordEncoder {
  byte[] encode(Fields fields);

  /** Gives all of one record's fields. */
  interface Fields {
    void writeTo(FieldWriter out) throws IOException;
  }
}
