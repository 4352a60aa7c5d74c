package io.gradstream.app;

import io.gradstream.metrics.Restoration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** How far the restoration of models from their changelogs is; for any thread to read. */
final class RestoreProgress implements StateRestoreListener {
  private static final double NANOS_PER_SECOND = 1e9;

  private final LongSupplier nanos;
  private final Map<TopicPartition, UnderWay> underWay = new ConcurrentHashMap<>();
  private final AtomicLong restored = new AtomicLong();

  /**
   * @param nanos the time, from any origin
   */
  RestoreProgress(LongSupplier nanos) {
    this.nanos = nanos;
  }

  private record UnderWay(long startNanos, long remaining) {}

  @Override
  public void onRestoreStart(
      TopicPartition changelog, String store, long startingOffset, long endingOffset) {
    underWay.put(changelog, new UnderWay(nanos.getAsLong(), endingOffset - startingOffset));
  }

  @Override
  public void onBatchRestored(
      TopicPartition changelog, String store, long batchEndOffset, long numRestored) {
    restored.addAndGet(numRestored);
    underWay.computeIfPresent(
        changelog,
        (partition, was) -> new UnderWay(was.startNanos, Math.max(0, was.remaining - numRestored)));
  }

  @Override
  public void onRestoreEnd(TopicPartition changelog, String store, long totalRestored) {
    underWay.remove(changelog);
  }

  @Override
  public void onRestoreSuspended(TopicPartition changelog, String store, long totalRestored) {
    underWay.remove(changelog);
  }

  /** How far it is now. */
  Restoration now() {
    Collection<UnderWay> all = underWay.values();
    long now = nanos.getAsLong();
    return new Restoration(
        all.size(),
        all.stream().mapToLong(UnderWay::remaining).sum(),
        restored.get(),
        all.stream().mapToLong(one -> now - one.startNanos).max().orElse(0) / NANOS_PER_SECOND);
  }
}
