package io.gradstream.app;

import org.jspecify.annotations.Nullable;

/**
 * Where a partition's log ended when it was looked at.
 *
 * @param seenNanos when that was
 * @param end behind the last record
 * @param stable up to where it may be read: to the first transaction that is open, or the end
 * @param stableSinceNanos since when that has been so, as far as was seen
 * @param start from where it is read on, where the consumer does not tell; else null
 */
record SeenEnd(long seenNanos, long end, long stable, long stableSinceNanos, @Nullable Long start) {
  /**
   * Of the next look.
   *
   * @param before what was seen before; null at first
   */
  static SeenEnd after(
      @Nullable SeenEnd before, long nowNanos, long end, long stable, @Nullable Long start) {
    long since =
        before != null && before.stable == stable && before.unstable() > 0
            ? before.stableSinceNanos
            : nowNanos;
    return new SeenEnd(nowNanos, end, stable, since, start);
  }

  /** Records, and marks of transactions, that nobody may read yet. */
  long unstable() {
    return Math.max(0, end - stable);
  }
}
