package io.gradstream.source;

/** How far a feed is ahead of the learner, in rows and in bytes. */
final class Backpressure {
  private final long maxBytes;
  private final int[] rowBytes;
  private final long first;
  private long sent;
  private long learned;
  private long bytes;
  private boolean caughtUp;

  /**
   * @param first the offset of the first row sent; what is before it, of unknown size, is to be
   *     learned before the lead may grow
   * @param maxRows rows ahead at most
   * @param maxBytes bytes ahead at most
   */
  Backpressure(long first, int maxRows, long maxBytes) {
    this.maxBytes = maxBytes;
    this.rowBytes = new int[maxRows];
    this.first = first;
    this.sent = first;
    this.learned = first;
    this.caughtUp = first == 0;
  }

  /** Whether another row may be sent while the learner has come up to {@code nextOffset}. */
  boolean mayGrow(long nextOffset) {
    caughtUp |= nextOffset >= first;
    for (; learned < Math.min(nextOffset, sent); learned++) {
      bytes -= rowBytes[index(learned)];
    }
    return caughtUp && sent - learned < rowBytes.length && bytes < maxBytes;
  }

  /** One more row was sent; ask {@link #mayGrow} before. */
  void add(int valueBytes) {
    rowBytes[index(sent)] = valueBytes;
    sent++;
    bytes += valueBytes;
  }

  private int index(long offset) {
    return (int) (offset % rowBytes.length);
  }
}
