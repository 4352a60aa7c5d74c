package io.gradstream.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names in the order of their first sight: those of classes, of features. They are only ever
 * appended, so that the index of a name is its number for good. Stored as the UTF-8 bytes of each
 * behind one more than their number (2 bytes, little-endian), then zeros up to the capacity.
 *
 * <p>A text that is not valid Unicode is known with {@code ?} in the place of what is not.
 */
public final class NameArray extends LearnedArray {
  private static final int PREFIX_BYTES = 2;
  private static final int MAX_NAME_BYTES = 0xFFFE;

  private final byte[] bytes;
  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> indices = new HashMap<>();
  private int used;
  private boolean stale;

  /**
   * No names yet.
   *
   * @param capacityBytes room for the names, 2 bytes more than its own for each
   */
  public NameArray(String name, int capacityBytes) {
    super(name, capacityBytes, Byte.BYTES, BLOCK_BYTES);
    this.bytes = new byte[capacityBytes];
  }

  /** The index of a name, appended if it is new; -1 if there is no room for it. */
  public int add(String name) {
    int known = indexOf(name);
    if (known >= 0) {
      return known;
    }
    byte[] encoded = name.getBytes(UTF_8);
    String valid = new String(encoded, UTF_8);
    int index = indexOf(valid);
    if (index >= 0) {
      return index;
    }
    if (!hasRoomFor(encoded)) {
      return -1;
    }
    int prefix = encoded.length + 1;
    bytes[used] = (byte) prefix;
    bytes[used + 1] = (byte) (prefix >> 8);
    System.arraycopy(encoded, 0, bytes, used + PREFIX_BYTES, encoded.length);
    markChanged(used, used + PREFIX_BYTES + encoded.length);
    return append(valid, encoded.length);
  }

  /** Whether a name that is new could be added. */
  public boolean hasRoomFor(String name) {
    readNames();
    return hasRoomFor(name.getBytes(UTF_8));
  }

  private boolean hasRoomFor(byte[] encoded) {
    return encoded.length <= Math.min(MAX_NAME_BYTES, bytes.length - used - PREFIX_BYTES);
  }

  /** The index of a name, -1 if it is not known. */
  public int indexOf(String name) {
    readNames();
    Integer index = indices.get(name);
    return index == null ? -1 : index;
  }

  /**
   * The name of an index.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public String get(int index) {
    readNames();
    return names.get(index);
  }

  /** The number of names. */
  public int size() {
    readNames();
    return names.size();
  }

  private int append(String name, int length) {
    int index = names.size();
    names.add(name);
    indices.put(name, index);
    used += PREFIX_BYTES + length;
    return index;
  }

  /** Reads the names again once blocks have been overwritten, in whatever order they were. */
  private void readNames() {
    if (!stale) {
      return;
    }
    stale = false;
    names.clear();
    indices.clear();
    used = 0;
    String next = nextName();
    while (next != null) {
      append(next, next.getBytes(UTF_8).length);
      next = nextName();
    }
  }

  private @Nullable String nextName() {
    int start = used + PREFIX_BYTES;
    if (start > bytes.length) {
      return null;
    }
    int prefix = Byte.toUnsignedInt(bytes[used]) | Byte.toUnsignedInt(bytes[used + 1]) << 8;
    if (prefix == 0) {
      return null;
    }
    if (prefix - 1 > bytes.length - start) {
      throw new IllegalStateException(
          "array %s: got a name of %d bytes where %d are left"
              .formatted(name(), prefix - 1, bytes.length - start));
    }
    return new String(Arrays.copyOfRange(bytes, start, start + prefix - 1), UTF_8);
  }

  @Override
  void writeElements(int start, int count, ByteBuffer out) {
    out.put(bytes, start, count);
  }

  @Override
  void readElements(int start, int count, ByteBuffer in) {
    in.get(bytes, start, count);
    stale = true;
  }
}
