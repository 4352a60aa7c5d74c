package io.gradstream.metrics;

/**
 * What a store has written at commits since it was opened.
 *
 * @param flushes commits that wrote anything
 * @param blocks of parameters
 * @param bytes of blocks and headers
 * @param nanos that it took
 */
public record StoredBytes(long flushes, long blocks, long bytes, long nanos) {
  static final StoredBytes NONE = new StoredBytes(0, 0, 0, 0);
}
