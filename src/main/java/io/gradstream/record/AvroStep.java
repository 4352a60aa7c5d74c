package io.gradstream.record;

import java.io.IOException;
import org.apache.avro.io.BinaryDecoder;

/** Reads or skips one value of a known schema. */
interface AvroStep {
  void read(BinaryDecoder in, RawRow row) throws IOException, UnfitException;
}
