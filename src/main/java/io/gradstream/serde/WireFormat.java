package io.gradstream.serde;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** The header of Confluent's wire format. */
final class WireFormat {
  static final int HEADER_BYTES = 5;
  private static final byte MAGIC = 0;
  private static final VarHandle ID =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private WireFormat() {}

  static byte[] header(int id) {
    return ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putInt(id).array();
  }

  /** The bytes, if they are framed so. */
  static byte[] framed(byte @Nullable [] bytes) throws UndecodableException {
    byte[] framed = Frames.atLeast(HEADER_BYTES, "a schema registry's header", bytes);
    if (framed[0] != MAGIC) {
      throw Frames.startsWith(framed, 1, "00 and the id of a registry's schema");
    }
    return framed;
  }

  /** The schema's id in the frame. */
  static int id(byte[] framed) {
    return (int) ID.get(framed, 1);
  }
}
