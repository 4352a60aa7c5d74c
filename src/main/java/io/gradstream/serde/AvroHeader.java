package io.gradstream.serde;

import io.gradstream.serde.registry.UndecodableException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** What stands before Avro in binary, and says by a number which schema it was written with. */
enum AvroHeader {
  /**
   * Avro's single-object encoding (Avro specification, section of that name): two marker bytes, the
   * schema's fingerprint, little-endian.
   */
  SINGLE_OBJECT("a single-object header", 0xC301, Short.BYTES, Long.BYTES),
  /** Confluent's wire format: a zero byte, the schema's id in a registry, big-endian. */
  WIRE_FORMAT("a schema registry's header", 0x00, Byte.BYTES, Integer.BYTES);

  private static final VarHandle FINGERPRINT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle ID =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final String name;
  private final int marker;
  private final int markerBytes;
  private final int numberBytes;

  AvroHeader(String name, int marker, int markerBytes, int numberBytes) {
    this.name = name;
    this.marker = marker;
    this.markerBytes = markerBytes;
    this.numberBytes = numberBytes;
  }

  /** The fingerprint by which a schema is known where no registry gives it an id. */
  static long fingerprint(Schema schema) {
    return SchemaNormalization.parsingFingerprint64(schema);
  }

  /** The header of what is written with a schema. */
  byte[] of(long schemaNumber) {
    ByteBuffer header = ByteBuffer.allocate(length());
    return switch (this) {
      case SINGLE_OBJECT ->
          header
              .putShort((short) marker)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putLong(schemaNumber)
              .array();
      case WIRE_FORMAT -> header.put((byte) marker).putInt((int) schemaNumber).array();
    };
  }

  /** Its length in bytes. */
  int length() {
    return markerBytes + numberBytes;
  }

  /** The bytes, if they begin with such a header. */
  byte[] check(byte @Nullable [] bytes) throws UndecodableException {
    byte[] framed = Frames.atLeast(length(), name, bytes);
    if (!begins(framed)) {
      HexFormat hex = HexFormat.of();
      throw new UndecodableException(
          "starts with %s, wants the %s of %s%s"
              .formatted(
                  hex.formatHex(framed, 0, markerBytes),
                  hex.toHexDigits(marker, 2 * markerBytes),
                  name,
                  hint(framed)));
    }
    return framed;
  }

  /** What they may be instead. */
  private static String hint(byte[] bytes) {
    return switch (Format.guess(bytes, new RecordHeaders())) {
      case AVRO_REGISTRY -> "; it looks like avro-registry";
      case AVRO_SINGLE_OBJECT -> "; it looks like avro-single-object";
      case JSON -> "; it looks like json";
      case null, default -> "";
    };
  }

  /** Whether bytes are as long as such a header at least, and begin with its marker. */
  boolean begins(byte[] bytes) {
    if (bytes.length < length()) {
      return false;
    }
    int begin = 0;
    for (int i = 0; i < markerBytes; i++) {
      begin = begin << Byte.SIZE | Byte.toUnsignedInt(bytes[i]);
    }
    return begin == marker;
  }

  /** The number of the schema in checked bytes. */
  long schemaNumber(byte[] framed) {
    return switch (this) {
      case SINGLE_OBJECT -> (long) FINGERPRINT.get(framed, markerBytes);
      case WIRE_FORMAT -> (int) ID.get(framed, markerBytes);
    };
  }
}
