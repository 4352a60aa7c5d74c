package io.gradstream.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import org.apache.kafka.common.utils.Bytes;

/**
 * The keys of a store:
 *
 * <pre>
 *   header   model key, 00
 *   block    model key, 00, array name, 00, block number (4 bytes, big-endian)
 * </pre>
 *
 * Texts are UTF-8 without NUL, so a key can be read in one way only. Keys sort by model, the header
 * before its blocks, blocks by array and number.
 */
final class EntryKeys {
  private static final int MAX_TEXT_BYTES = 255;

  private EntryKeys() {}

  /** The key of a model's header, and the prefix of all its keys. */
  static Bytes header(String modelKey) {
    byte[] model = text("model key", modelKey);
    return Bytes.wrap(ByteBuffer.allocate(model.length + 1).put(model).array());
  }

  /** What the keys of an array's blocks begin with. */
  static Bytes array(Bytes header, String arrayName) {
    byte[] name = text("array name", arrayName);
    ByteBuffer prefix = ByteBuffer.allocate(header.get().length + name.length + 1);
    return Bytes.wrap(prefix.put(header.get()).put(name).array());
  }

  /** The key of an array's block. */
  static Bytes block(Bytes array, int block) {
    ByteBuffer key = ByteBuffer.allocate(array.get().length + Integer.BYTES);
    return Bytes.wrap(key.put(array.get()).putInt(block).array());
  }

  /** The number of the block that has this key of an array's, or -1 if none can. */
  static int blockNumber(Bytes array, Bytes key) {
    ByteBuffer bytes = ByteBuffer.wrap(key.get()).position(array.get().length);
    return bytes.remaining() == Integer.BYTES ? bytes.getInt() : -1;
  }

  private static byte[] text(String what, String text) {
    ByteBuffer encoded;
    try {
      encoded = UTF_8.newEncoder().encode(CharBuffer.wrap(text));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(what + " is not valid Unicode: " + text, e);
    }
    int bytes = encoded.remaining();
    if (bytes == 0 || bytes > MAX_TEXT_BYTES || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "%s must have 1 to %d bytes and no NUL, got %d bytes: %s"
              .formatted(what, MAX_TEXT_BYTES, bytes, text));
    }
    byte[] result = new byte[bytes];
    encoded.get(result);
    return result;
  }
}
