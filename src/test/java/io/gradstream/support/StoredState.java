package io.gradstream.support;

import io.gradstream.network.LearnedArray;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Learned arrays as the bytes of their blocks, by name. Equal if every bit is.
 *
 * @param blocks the blocks of each array
 */
public record StoredState(Map<String, List<ByteBuffer>> blocks) {
  /** What the arrays hold now. */
  public static StoredState of(List<? extends LearnedArray> arrays) {
    Map<String, List<ByteBuffer>> stored = new TreeMap<>();
    for (LearnedArray array : arrays) {
      List<ByteBuffer> blocks = new ArrayList<>();
      for (int block = 0; block < array.blocks(); block++) {
        ByteBuffer bytes = ByteBuffer.allocate(array.blockBytes(block));
        array.writeBlock(block, bytes);
        blocks.add(bytes.flip());
      }
      stored.put(array.name(), blocks);
    }
    return new StoredState(stored);
  }

  /** Writes everything into arrays of the same names and lengths. */
  public void restore(List<? extends LearnedArray> arrays) {
    for (LearnedArray array : arrays) {
      List<ByteBuffer> stored = blocks.getOrDefault(array.name(), List.of());
      for (int block = 0; block < array.blocks(); block++) {
        array.readBlock(block, stored.get(block).duplicate());
      }
    }
  }

  /** Copies the blocks that are marked, as a store does, and takes the marks away. */
  public static void copyChanged(
      List<? extends LearnedArray> from, List<? extends LearnedArray> to) {
    ByteBuffer bytes = ByteBuffer.allocate(LearnedArray.BLOCK_BYTES);
    for (int i = 0; i < from.size(); i++) {
      LearnedArray array = from.get(i);
      for (int block = array.nextChangedBlock(0);
          block >= 0;
          block = array.nextChangedBlock(block + 1)) {
        array.writeBlock(block, bytes.clear());
        to.get(i).readBlock(block, bytes.flip());
      }
      array.clearChanged();
    }
  }
}
