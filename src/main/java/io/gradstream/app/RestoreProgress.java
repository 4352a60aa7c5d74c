package io.gradstream.app;

import io.gradstream.metrics.Restoration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** How far the restoration of models from their changelogs is; for any thread to read. */
public final class RestoreProgress implements StateRestoreListener {
  private static final double NANOS_PER_SECOND = 1e9;

  private final LongSupplier nanos;
  private final Map<Integer, Restoring> underWay = new ConcurrentSkipListMap<>();
  private final AtomicLong restored = new AtomicLong();

  /**
   * @param nanos the time, from any origin
   */
  public RestoreProgress(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * How far one is, in records of the changelog.
   *
   * @param lastNanos when the last came
   * @param of how many there are to read
   */
  public record Restoring(long startNanos, long lastNanos, long start, long done, long of) {
    long remaining() {
      return Math.max(0, of - done);
    }
  }

  /** Those under way, in the order of their partitions. */
  public Map<Integer, Restoring> partitions() {
    return underWay;
  }

  /** How far each of them is by now, in the same order. */
  public List<RestoringPartition> each() {
    long now = nanos.getAsLong();
    return underWay.entrySet().stream()
        .map(
            entry -> {
              Restoring one = entry.getValue();
              double seconds = (now - one.startNanos) / NANOS_PER_SECOND;
              double silent = (now - one.lastNanos) / NANOS_PER_SECOND;
              return new RestoringPartition(entry.getKey(), one.done, one.of, seconds, silent);
            })
        .toList();
  }

  /** How far all are together. */
  public Restoration now() {
    Collection<Restoring> all = underWay.values();
    long now = nanos.getAsLong();
    return new Restoration(
        all.size(),
        all.stream().mapToLong(Restoring::remaining).sum(),
        restored.get(),
        all.stream().mapToLong(one -> now - one.startNanos).max().orElse(0) / NANOS_PER_SECOND);
  }

  @Override
  public void onRestoreStart(TopicPartition changelog, String store, long start, long end) {
    if (end > start) {
      long now = nanos.getAsLong();
      underWay.put(changelog.partition(), new Restoring(now, now, start, 0, end - start));
    }
  }

  /** Offsets are more than records, so how far it is goes by the last offset. */
  @Override
  public void onBatchRestored(TopicPartition changelog, String store, long last, long count) {
    restored.addAndGet(count);
    long now = nanos.getAsLong();
    underWay.computeIfPresent(
        changelog.partition(),
        (partition, was) ->
            new Restoring(was.startNanos, now, was.start, last + 1 - was.start, was.of));
  }

  @Override
  public void onRestoreEnd(TopicPartition changelog, String store, long total) {
    underWay.remove(changelog.partition());
  }

  @Override
  public void onRestoreSuspended(TopicPartition changelog, String store, long total) {
    underWay.remove(changelog.partition());
  }
}
