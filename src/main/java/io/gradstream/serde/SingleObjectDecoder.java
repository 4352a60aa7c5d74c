package io.gradstream.serde;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/** Decodes records of one schema. Reuses its buffers and its record: not for several threads. */
public final class SingleObjectDecoder {
  private final long fingerprint;
  private final GenericDatumReader<GenericRecord> reader;
  private @Nullable BinaryDecoder decoder;
  private @Nullable GenericRecord record;

  public SingleObjectDecoder(Schema schema) {
    this.fingerprint = SingleObject.fingerprint(schema);
    this.reader = new GenericDatumReader<>(schema);
  }

  /** The record, overwritten by the next call. All of the bytes must belong to it. */
  public GenericRecord decode(byte[] bytes) throws UndecodableException {
    checkHeader(bytes);
    int length = bytes.length - SingleObject.HEADER_BYTES;
    BinaryDecoder from =
        DecoderFactory.get().binaryDecoder(bytes, SingleObject.HEADER_BYTES, length, decoder);
    decoder = from;
    try {
      GenericRecord decoded = reader.read(record, from);
      if (!from.isEnd()) {
        throw new UndecodableException("bytes are left over after the record");
      }
      record = decoded;
      return decoded;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // Avro has no one exception for bad bytes: a length of 2^31 is an unsupported operation. A
      // schema that contains itself lets bytes choose the depth of the stack.
      record = null;
      throw new UndecodableException("not a record of the schema: " + e);
    }
  }

  private void checkHeader(byte[] bytes) throws UndecodableException {
    long writer = SingleObject.fingerprint(SingleObject.framed(bytes));
    if (writer != fingerprint) {
      throw new UndecodableException(
          "got schema fingerprint %016x, wants %016x".formatted(writer, fingerprint));
    }
  }
}
