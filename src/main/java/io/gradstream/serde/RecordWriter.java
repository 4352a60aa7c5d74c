package io.gradstream.serde;

import org.apache.avro.generic.GenericRecord;

/** Writes whole records of one schema as values of a topic. Not for several threads. */
public interface RecordWriter {
  /** The bytes of a record. */
  byte[] write(GenericRecord record);
}
