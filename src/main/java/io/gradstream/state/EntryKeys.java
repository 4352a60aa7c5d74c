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

  /** The keys of an array's blocks, by number. */
  static Bytes[] blocks(Bytes header, String arrayName, int blocks) {
    byte[] name = text("array name", arrayName);
    int bytes = header.get().length + name.length + 1 + Integer.BYTES;
    Bytes[] keys = new Bytes[blocks];
    for (int block = 0; block < blocks; block++) {
      ByteBuffer key = ByteBuffer.allocate(bytes).put(header.get()).put(name).put((byte) 0);
      keys[block] = Bytes.wrap(key.putInt(block).array());
    }
    return keys;
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
