package io.gradstream.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Encodes records of one schema. Reuses its buffers: not for several threads. */
public final class SingleObjectEncoder {
  /** Writes one record's fields. */
  interface Fields {
    void write(BinaryEncoder out) throws IOException;
  }

  private final byte[] header;
  private final GenericDatumWriter<GenericRecord> writer;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
  private final BinaryEncoder encoder;

  public SingleObjectEncoder(Schema schema) {
    this.header = SingleObject.header(schema);
    this.writer = new GenericDatumWriter<>(schema);
    this.encoder = EncoderFactory.get().binaryEncoder(bytes, null);
  }

  /** The bytes of a record. */
  public byte[] encode(GenericRecord record) {
    return encode(out -> writer.write(record, out));
  }

  byte[] encode(Fields fields) {
    try {
      encoder.flush(); // what a record that could not be written left behind
      bytes.reset();
      encoder.writeFixed(header);
      fields.write(encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
