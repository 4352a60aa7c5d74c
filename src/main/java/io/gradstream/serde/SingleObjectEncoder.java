package io.gradstream.serde;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/** Encodes records of one schema. Reuses its buffers: not for several threads. */
public final class SingleObjectEncoder {
  private final AvroFrame frame;
  private final GenericDatumWriter<GenericRecord> writer;

  public SingleObjectEncoder(Schema schema) {
    this.frame = AvroFrame.singleObject(schema);
    this.writer = new GenericDatumWriter<>(schema);
  }

  /** The bytes of a record. */
  public byte[] encode(GenericRecord record) {
    return frame.frame(out -> writer.write(record, out));
  }
}
