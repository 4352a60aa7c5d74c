package io.gradstream.serde.registry;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What was refused lately, and why, so that a topic full of it does not ask for each record. It may
 * be given later: a refusal expires after 100 ms, twice as long each time it recurs, and after at
 * least ten times what it took to get, but never more than 30 s. Their number is limited; for any
 * threads.
 */
final class Refusals<K> {
  private static final long LEAST_NANOS = 100_000_000;
  private static final long MOST_NANOS = 30_000_000_000L;

  /** Of the time for which a refusal is kept, this share at most goes into asking again. */
  private static final long TIMES_ITS_PRICE = 10;

  private final LruCache<K, Refusal> refusals;
  private final LongSupplier nanoTime;

  private record Refusal(String why, long sinceNanos, long keptNanos) {}

  Refusals(int most, LongSupplier nanoTime) {
    this.refusals = new LruCache<>(most);
    this.nanoTime = nanoTime;
  }

  /** Why it was refused, or null if that is not known any more. */
  @Nullable String get(K key) {
    Refusal refusal = refusals.get(key);
    return refusal == null || nanoTime.getAsLong() - refusal.sinceNanos >= refusal.keptNanos
        ? null
        : refusal.why;
  }

  /**
   * Keeps a refusal.
   *
   * @param priceNanos how long it took to get
   */
  void put(K key, String why, long priceNanos) {
    Refusal before = refusals.get(key);
    long again = before == null ? LEAST_NANOS : 2 * before.keptNanos;
    long kept = Math.min(MOST_NANOS, Math.max(again, TIMES_ITS_PRICE * priceNanos));
    refusals.put(key, new Refusal(why, nanoTime.getAsLong(), kept));
  }
}
