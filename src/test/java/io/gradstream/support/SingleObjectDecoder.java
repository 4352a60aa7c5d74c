package io.gradstream.support;

import io.gradstream.serde.registry.UndecodableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Decodes records of one schema with Avro's own reader. Reuses its buffers and its record: not for
 * several threads.
 */
public final class SingleObjectDecoder {
  private static final int HEADER_BYTES = 10;

  private final byte[] header;
  private final GenericDatumReader<GenericRecord> reader;
  private @Nullable BinaryDecoder decoder;
  private @Nullable GenericRecord record;

  public SingleObjectDecoder(Schema schema) {
    this.header =
        ByteBuffer.allocate(HEADER_BYTES)
            .putShort((short) 0xC301)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(SchemaNormalization.parsingFingerprint64(schema))
            .array();
    this.reader = new GenericDatumReader<>(schema);
  }

  /** The record, overwritten by the next call. All of the bytes must belong to it. */
  public GenericRecord decode(byte[] bytes) throws UndecodableException {
    if (bytes.length < HEADER_BYTES || !Arrays.equals(Arrays.copyOf(bytes, HEADER_BYTES), header)) {
      throw new UndecodableException("another header");
    }
    int length = bytes.length - HEADER_BYTES;
    BinaryDecoder from = DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, length, decoder);
    decoder = from;
    try {
      GenericRecord decoded = reader.read(record, from);
      if (!from.isEnd()) {
        throw new UndecodableException("bytes are left over after the record");
      }
      record = decoded;
      return decoded;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      record = null;
      throw new UndecodableException("not a record of the schema: " + e);
    }
  }
}
