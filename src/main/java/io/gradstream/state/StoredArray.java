package io.gradstream.state;

import io.gradstream.kernel.SplitMix64;
import io.gradstream.network.LearnedArray;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * An array and its entries in the store: the blocks that ever changed. The fingerprint is a sum
 * over them, in any order, of a mix of each block's key and CRC; the model's header records it. A
 * block left over from an older commit is sound in itself, but the sum gives it away, and it misses
 * one that is gone. A block costs 8 bytes here, however many are never touched.
 */
final class StoredArray {
  private final LearnedArray array;
  private final Bytes prefix;
  private final long[] shares;
  private long fingerprint;

  StoredArray(Bytes header, LearnedArray array) {
    this.array = array;
    this.prefix = EntryKeys.array(header, array.name());
    this.shares = new long[array.blocks()];
  }

  String name() {
    return array.name();
  }

  long fingerprint() {
    return fingerprint;
  }

  /** The keys of all that is stored of an array. */
  static List<Bytes> keys(
      Bytes header, String array, Function<Bytes, KeyValueIterator<Bytes, byte[]>> in) {
    List<Bytes> keys = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> entries = in.apply(EntryKeys.array(header, array))) {
      entries.forEachRemaining(entry -> keys.add(entry.key));
    }
    return keys;
  }

  /** Overwrites the blocks that are stored; the others stay as they are. */
  void read(String model, Function<Bytes, KeyValueIterator<Bytes, byte[]>> in) {
    try (KeyValueIterator<Bytes, byte[]> entries = in.apply(prefix)) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        read(model, entry.key, entry.value);
      }
    }
    array.clearChanged();
  }

  private void read(String model, Bytes key, byte[] value) {
    int block = EntryKeys.blockNumber(prefix, key);
    String what = "%s: array %s block %d".formatted(model, array.name(), block);
    if (block < 0 || block >= shares.length) {
      throw Seal.damaged(what, "is not one of %d".formatted(shares.length));
    }
    ByteBuffer payload = Seal.unseal(what, key, value);
    if (payload.remaining() != array.blockBytes(block)) {
      throw Seal.damaged(
          what,
          "holds %d bytes, expected %d".formatted(payload.remaining(), array.blockBytes(block)));
    }
    array.readBlock(block, payload);
    count(block, key, Seal.crc(payload));
  }

  /** Writes the changed blocks and returns their number. */
  int writeChanged(BiConsumer<Bytes, byte @Nullable []> out) {
    int written = 0;
    int block = array.nextChangedBlock(0);
    while (block >= 0) {
      // A new array for each block: a key-value store may keep what it is given (the one in memory
      // does), and Kafka Streams holds the record until the broker has acknowledged it.
      byte[] value = new byte[Seal.BYTES + array.blockBytes(block)];
      array.writeBlock(block, Seal.payload(value));
      Bytes key = EntryKeys.block(prefix, block);
      int crc = Seal.seal(key, value);
      out.accept(key, value);
      count(block, key, crc);
      written++;
      block = array.nextChangedBlock(block + 1);
    }
    // Only now: a flush that failed half-way is repeated in full.
    array.clearChanged();
    return written;
  }

  private void count(int block, Bytes key, int crc) {
    long share = SplitMix64.mix(((long) Arrays.hashCode(key.get()) << 32) | (crc & 0xFFFF_FFFFL));
    fingerprint += share - shares[block];
    shares[block] = share;
  }
}
