package io.gradstream.state;

/**
 * What a store has written since it was built.
 *
 * @param flushes flushes that wrote anything
 * @param blocks parameter blocks written
 * @param bytes bytes of all values written, headers of models included
 * @param nanos time these flushes took
 */
public record FlushStatistics(long flushes, long blocks, long bytes, long nanos) {
  /** Nothing yet. */
  public static final FlushStatistics NONE = new FlushStatistics(0, 0, 0, 0);

  FlushStatistics plus(int blocksWritten, long bytesWritten, long nanosTaken) {
    return new FlushStatistics(
        flushes + 1, blocks + blocksWritten, bytes + bytesWritten, nanos + nanosTaken);
  }
}
