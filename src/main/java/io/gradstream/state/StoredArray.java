package io.gradstream.state;

import io.gradstream.network.LearnedArray;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * An array and its entries in the store. The fingerprint is a sum over all blocks, in any order, of
 * a mix of each block's key and CRC; the model's header records it. A block left over from an older
 * commit is sound in itself, but the sum gives it away.
 */
final class StoredArray {
  private final LearnedArray array;
  private final Bytes[] keys;
  private final long[] shares;
  private long fingerprint;

  StoredArray(Bytes header, LearnedArray array) {
    this.array = array;
    this.keys = EntryKeys.blocks(header, array.name(), array.blocks());
    this.shares = new long[keys.length];
  }

  String name() {
    return array.name();
  }

  long fingerprint() {
    return fingerprint;
  }

  void markAllChanged() {
    array.markAllChanged();
  }

  /** Fills the array from the store. */
  void read(String model, Function<Bytes, byte @Nullable []> in) {
    for (int block = 0; block < keys.length; block++) {
      String what = "%s: array %s block %d".formatted(model, array.name(), block);
      byte[] value = in.apply(keys[block]);
      if (value == null) {
        throw Seal.damaged(what, "is missing");
      }
      ByteBuffer payload = Seal.unseal(what, keys[block], value);
      if (payload.remaining() != array.blockBytes(block)) {
        throw Seal.damaged(
            what,
            "holds %d bytes, expected %d".formatted(payload.remaining(), array.blockBytes(block)));
      }
      array.readBlock(block, payload);
      count(block, Seal.crc(payload));
    }
    array.clearChanged();
  }

  /** Writes the changed blocks and returns their number. */
  int writeChanged(BiConsumer<Bytes, byte[]> out) {
    int written = 0;
    int block = array.nextChangedBlock(0);
    while (block >= 0) {
      // A new array for each block: a key-value store may keep what it is given (the one in memory
      // does), and Kafka Streams holds the record until the broker has acknowledged it.
      byte[] value = new byte[Seal.BYTES + array.blockBytes(block)];
      array.writeBlock(block, Seal.payload(value));
      int crc = Seal.seal(keys[block], value);
      out.accept(keys[block], value);
      count(block, crc);
      written++;
      block = array.nextChangedBlock(block + 1);
    }
    // Only now: a flush that failed half-way is repeated in full.
    array.clearChanged();
    return written;
  }

  private void count(int block, int crc) {
    long share = mix(((long) Arrays.hashCode(keys[block].get()) << 32) | (crc & 0xFFFF_FFFFL));
    fingerprint += share - shares[block];
    shares[block] = share;
  }

  /** SplitMix64's output function: Steele, Lea and Flood, OOPSLA 2014, figure 14. */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
