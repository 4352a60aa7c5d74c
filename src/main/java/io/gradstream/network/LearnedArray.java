package io.gradstream.network;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.Objects;
import java.util.zip.CRC32C;

/**
 * A named array of what was learned that remembers which of its blocks changed since they were last
 * stored. A block is the unit of storage, the last one of an array shorter. The elements themselves
 * are a plain Java array, written in place by whoever learns; the writer marks what it wrote.
 *
 * <p>A new array has no mark. A block that was never marked is never stored: it is as the array's
 * maker left it, which must be a function of the model's specification alone.
 */
public abstract sealed class LearnedArray permits FloatArray, DoubleArray, NameArray {
  /** Bytes of a full block: far below a broker's default record limit of 1 MiB. */
  public static final int BLOCK_BYTES = 1 << 16;

  /** Bytes of a full block of a table, of which an example changes a few rows here and there. */
  public static final int TABLE_BLOCK_BYTES = 1 << 10;

  private final String name;
  private final int length;
  private final int elementBytes;
  private final int blockShift;
  private final int blocks;
  private final BitSet changed;

  /**
   * @param blockBytes bytes of a full block, a power of two and at most {@value #BLOCK_BYTES}
   */
  LearnedArray(String name, int length, int elementBytes, int blockBytes) {
    this.name = name;
    this.length = length;
    this.elementBytes = elementBytes;
    this.blockShift = Integer.numberOfTrailingZeros(blockBytes / elementBytes);
    this.blocks = Math.ceilDiv(length, elementsPerBlock());
    this.changed = new BitSet(blocks);
  }

  /** Unique among the arrays of a model, for example {@code network/parameters}. */
  public final String name() {
    return name;
  }

  /** The number of elements. */
  public final int length() {
    return length;
  }

  /** Bytes of one element: 1, 4 or 8. */
  public final int elementBytes() {
    return elementBytes;
  }

  /** The number of blocks the array is stored in. */
  public final int blocks() {
    return blocks;
  }

  /** The size of a block as stored, in bytes. */
  public final int blockBytes(int block) {
    return (blockEnd(block) - blockStart(block)) * elementBytes;
  }

  /** Marks the blocks that hold the elements {@code from} (inclusive) to {@code to} (exclusive). */
  public final void markChanged(int from, int to) {
    Objects.checkFromToIndex(from, to, length);
    if (from < to) {
      // Shifts, not divisions: marks are set several times for each example.
      int first = from >> blockShift;
      int last = (to - 1) >> blockShift;
      if (first == last) {
        changed.set(first);
      } else {
        changed.set(first, last + 1);
      }
    }
  }

  /** Marks every block. */
  public final void markAllChanged() {
    markChanged(0, length);
  }

  /** The first changed block at or after {@code block}, or -1. */
  public final int nextChangedBlock(int block) {
    return changed.nextSetBit(block);
  }

  /** Forgets all marks: what the array holds is what is stored. */
  public final void clearChanged() {
    changed.clear();
  }

  /** Appends a block's elements, little-endian whatever the order of the buffer. */
  public final void writeBlock(int block, ByteBuffer out) {
    write(blockStart(block), blockEnd(block), out);
  }

  /** Overwrites a block's elements with {@link #blockBytes} little-endian bytes. */
  public final void readBlock(int block, ByteBuffer in) {
    int start = blockStart(block);
    readElements(start, blockEnd(block) - start, littleEndian(in));
    in.position(in.position() + blockBytes(block));
  }

  /** Adds all elements as little-endian bytes to a checksum. */
  public final void addTo(CRC32C crc) {
    ByteBuffer bytes = ByteBuffer.allocate(BLOCK_BYTES);
    int step = BLOCK_BYTES / elementBytes;
    for (long start = 0; start < length; start += step) {
      bytes.clear();
      write((int) start, (int) Math.min(length, start + step), bytes);
      crc.update(bytes.flip());
    }
  }

  /** CRC-32C of all elements as little-endian bytes. */
  public final int crc32c() {
    CRC32C crc = new CRC32C();
    addTo(crc);
    return (int) crc.getValue();
  }

  /** Makes all of it zeros, as it began. */
  public final void clear() {
    for (int block = 0; block < blocks(); block++) {
      readBlock(block, ByteBuffer.allocate(blockBytes(block)));
    }
    markAllChanged();
  }

  abstract void writeElements(int start, int count, ByteBuffer out);

  abstract void readElements(int start, int count, ByteBuffer in);

  private void write(int start, int end, ByteBuffer out) {
    writeElements(start, end - start, littleEndian(out));
    out.position(out.position() + (end - start) * elementBytes);
  }

  private static ByteBuffer littleEndian(ByteBuffer buffer) {
    return buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  private int blockStart(int block) {
    return block << blockShift;
  }

  private int blockEnd(int block) {
    return (int) Math.min(length, (block + 1L) << blockShift);
  }

  private int elementsPerBlock() {
    return 1 << blockShift;
  }
}
