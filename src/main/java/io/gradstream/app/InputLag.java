package io.gradstream.app;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far behind the end of its log a partition is.
 *
 * @param records that are there and not read yet; null if that is not known
 * @param unstable those of them that wait for a transaction to end
 * @param unstableSeconds for how long the first of these has waited
 * @param unseenSeconds for how long the end has not been seen
 */
public record InputLag(
    @Nullable Long records, long unstable, double unstableSeconds, double unseenSeconds) {
  /** What was seen before that is not told any more: none is better than an old one. */
  private static final double MOST_UNSEEN_SECONDS = 15;

  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * Of each partition that was looked at.
   *
   * @param lags that the consumers tell: they see no further than to an open transaction
   * @param ends that were seen
   */
  public static Map<Integer, InputLag> of(
      Map<Integer, Long> lags, Map<Integer, SeenEnd> ends, long nowNanos) {
    Map<Integer, InputLag> all = new TreeMap<>();
    ends.forEach((partition, end) -> all.put(partition, of(lags.get(partition), end, nowNanos)));
    return all;
  }

  private static InputLag of(@Nullable Long lag, SeenEnd end, long nowNanos) {
    double unseen = (nowNanos - end.seenNanos()) / NANOS_PER_SECOND;
    if (unseen > MOST_UNSEEN_SECONDS) {
      return new InputLag(null, 0, 0, unseen);
    }
    Long start = end.start();
    Long stable = lag != null ? lag : start == null ? null : Math.max(0, end.stable() - start);
    long unstable = end.unstable();
    double waited = unstable == 0 ? 0 : (nowNanos - end.stableSinceNanos()) / NANOS_PER_SECOND;
    return new InputLag(stable == null ? null : stable + unstable, unstable, waited, unseen);
  }
}
