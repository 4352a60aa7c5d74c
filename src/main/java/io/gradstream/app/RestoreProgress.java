package io.gradstream.app;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** How far the models are with being restored from their changelog. Told by stream threads. */
final class RestoreProgress implements StateRestoreListener {
  private final Map<Integer, Restoring> partitions = new ConcurrentSkipListMap<>();

  /**
   * How far one is, in records of the changelog.
   *
   * @param of how many there are to read
   */
  record Restoring(long start, long done, long of) {}

  /** Those under way, in order. */
  Map<Integer, Restoring> partitions() {
    return partitions;
  }

  @Override
  public void onRestoreStart(TopicPartition changelog, String store, long start, long end) {
    if (end > start) {
      partitions.put(changelog.partition(), new Restoring(start, 0, end - start));
    }
  }

  @Override
  public void onBatchRestored(TopicPartition changelog, String store, long last, long count) {
    partitions.computeIfPresent(
        changelog.partition(),
        (partition, before) -> new Restoring(before.start, last + 1 - before.start, before.of));
  }

  @Override
  public void onRestoreEnd(TopicPartition changelog, String store, long total) {
    partitions.remove(changelog.partition());
  }

  @Override
  public void onRestoreSuspended(TopicPartition changelog, String store, long total) {
    partitions.remove(changelog.partition());
  }
}
