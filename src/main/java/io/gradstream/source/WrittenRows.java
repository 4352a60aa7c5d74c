package io.gradstream.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Utils;

/**
 * Which rows a topic has whose keys are the rows' numbers. Each partition has those that fall to it
 * up to some row, but where a producer was cut off that is not the same row in all.
 *
 * @param first all rows before it are there
 * @param last of each partition the last row that is there; empty if none is from {@code first} on
 */
record WrittenRows(long first, Map<Integer, Long> last, int partitions) {
  /** Rows that a producer may have sent beyond one that never arrived. */
  private static final long MOST_AHEAD = 10_000_000;

  /** As many as were ever written to the topic, where nothing tells more. */
  static WrittenRows ofCount(long count, int partitions) {
    return new WrittenRows(count, Map.of(), partitions);
  }

  /**
   * By what a topic shows.
   *
   * @param counts records that each of its partitions has ever had
   * @param keys the number in the last key of each partition; asked for if it is needed, and empty
   *     where it is none
   */
  static WrittenRows of(List<Long> counts, Supplier<Map<Integer, Long>> keys) {
    long count = counts.stream().mapToLong(Long::longValue).sum();
    WrittenRows upToOne = ofCount(count, counts.size());
    if (counts.equals(upToOne.counts(count))) {
      return upToOne;
    }
    Map<Integer, Long> last = Map.copyOf(keys.get());
    long end = last.values().stream().mapToLong(row -> row + 1).max().orElse(0);
    WrittenRows cutOff = new WrittenRows(0, last, counts.size());
    if (end > count + MOST_AHEAD || !counts.equals(cutOff.counts(end))) {
      return upToOne; // Others have written to it, or it has more partitions than it had.
    }
    long first = 0;
    while (cutOff.has(first)) {
      first++;
    }
    return new WrittenRows(first, last, counts.size());
  }

  /** Whether a row is there. */
  boolean has(long row) {
    return row < first || (!last.isEmpty() && row <= last.getOrDefault(partition(row), -1L));
  }

  /** How many of the rows before one are there, by partition. */
  private List<Long> counts(long end) {
    long[] counts = new long[partitions];
    for (long row = 0; row < end; row++) {
      if (has(row)) {
        counts[partition(row)]++;
      }
    }
    return Arrays.stream(counts).boxed().toList();
  }

  /** A row's key. */
  static byte[] key(long row) {
    return Long.toString(row).getBytes(UTF_8);
  }

  /** As producers choose it by the key. */
  private int partition(long row) {
    return Utils.toPositive(Utils.murmur2(key(row))) % partitions;
  }
}
