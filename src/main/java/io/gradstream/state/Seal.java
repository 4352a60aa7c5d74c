package io.gradstream.state;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.apache.kafka.common.utils.Bytes;

/**
 * What every stored value begins with, little-endian: magic, format version, CRC32C of key and
 * payload, 4 bytes each. The key is part of the sum so that a value under another key is foreign.
 */
final class Seal {
  static final int BYTES = 3 * Integer.BYTES;

  private static final int MAGIC = 0x4D445247; // "GRDM" in the store
  private static final int FORMAT_VERSION = 1;
  private static final int VERSION_AT = 4;
  private static final int CRC_AT = 8;

  private Seal() {}

  /** The part of a value behind its seal. */
  static ByteBuffer payload(byte[] value) {
    return ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).position(BYTES);
  }

  /** Writes the seal before the payload and returns the CRC. */
  static int seal(Bytes key, byte[] value) {
    int crc = crc(key, value);
    payload(value).putInt(0, MAGIC).putInt(VERSION_AT, FORMAT_VERSION).putInt(CRC_AT, crc);
    return crc;
  }

  /** Checks the seal and returns the payload. */
  static ByteBuffer unseal(String what, Bytes key, byte[] value) {
    if (value.length < BYTES) {
      throw damaged(what, "has %d bytes, expected at least %d".formatted(value.length, BYTES));
    }
    ByteBuffer sealed = payload(value);
    if (sealed.getInt(0) != MAGIC) {
      throw damaged(what, "was not written by Gradstream (magic %08x)".formatted(sealed.getInt(0)));
    }
    int version = sealed.getInt(VERSION_AT);
    if (version != FORMAT_VERSION) {
      throw new ModelStoreException(
          what
              + " has format version %d, this release reads version %d;"
                  .formatted(version, FORMAT_VERSION)
              + " run the release that wrote it");
    }
    if (crc(sealed) != crc(key, value)) {
      throw damaged(
          what, "has CRC32C %08x, its seal says %08x".formatted(crc(key, value), crc(sealed)));
    }
    return sealed;
  }

  /** The CRC in the seal before a payload. */
  static int crc(ByteBuffer sealed) {
    return sealed.getInt(CRC_AT);
  }

  static DamagedModelException damaged(String what, String finding) {
    return new DamagedModelException(what + " " + finding);
  }

  private static int crc(Bytes key, byte[] value) {
    CRC32C crc = new CRC32C();
    crc.update(key.get());
    crc.update(value, BYTES, value.length - BYTES);
    return (int) crc.getValue();
  }
}
