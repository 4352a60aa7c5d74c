package io.gradstream.serde;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.jspecify.annotations.Nullable;

/** The header of Avro's single-object encoding (Avro specification, section of that name). */
final class SingleObject {
  static final int HEADER_BYTES = 10;
  private static final short MARKER = (short) 0xC301;
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle FINGERPRINT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private SingleObject() {}

  static byte[] header(Schema schema) {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
    header.putShort(MARKER);
    header.order(ByteOrder.LITTLE_ENDIAN).putLong(fingerprint(schema));
    return header.array();
  }

  static long fingerprint(Schema schema) {
    return SchemaNormalization.parsingFingerprint64(schema);
  }

  /** The bytes, if they are framed so. */
  static byte[] framed(byte @Nullable [] bytes) throws UndecodableException {
    byte[] framed = Frames.atLeast(HEADER_BYTES, "a single-object header", bytes);
    if ((short) SHORT.get(framed, 0) != MARKER) {
      throw Frames.startsWith(framed, 2, "the single-object marker c301");
    }
    return framed;
  }

  /** The fingerprint in the frame. */
  static long fingerprint(byte[] framed) {
    return (long) FINGERPRINT.get(framed, Short.BYTES);
  }
}
