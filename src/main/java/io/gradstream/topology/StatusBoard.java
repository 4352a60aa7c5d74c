package io.gradstream.topology;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Where stream threads pin up how their models do, for any thread to read. A partition's status is
 * replaced, never changed.
 */
public final class StatusBoard {
  private final Map<Integer, PartitionStatus> partitions = new ConcurrentSkipListMap<>();
  private final Map<Integer, NotLearned> notLearned = new ConcurrentSkipListMap<>();
  private final LongAdder predictions = new LongAdder();
  private final RecentRecords recent = new RecentRecords();

  /** The last status of each partition this process has worked on, in order. */
  public Collection<PartitionStatus> partitions() {
    return partitions.values();
  }

  /** The records rejected for a reason since the process started. */
  public long rejects(RejectReason reason) {
    return notLearned.values().stream().mapToLong(counts -> counts.rejected(reason)).sum();
  }

  /** The records of a partition rejected since the process started, by the reasons there were. */
  public Map<RejectReason, Long> rejects(int partition) {
    NotLearned counts = notLearned.get(partition);
    return counts == null ? Map.of() : counts.rejects();
  }

  /** The records of a partition without a label since the process started. */
  public long unlabelled(int partition) {
    NotLearned counts = notLearned.get(partition);
    return counts == null ? 0 : counts.unlabelled();
  }

  /** The records predicted since the process started. */
  public long predictions() {
    return predictions.sum();
  }

  /** What came last. */
  public RecentRecords recent() {
    return recent;
  }

  void publish(PartitionStatus status) {
    partitions.put(status.partition(), status);
  }

  void countPrediction() {
    predictions.increment();
  }

  void countUnlabelled(int partition, long offset) {
    of(partition).countUnlabelled(offset);
  }

  void countReject(int partition, long offset, RejectReason reason) {
    of(partition).countReject(offset, reason);
  }

  private NotLearned of(int partition) {
    return notLearned.computeIfAbsent(partition, p -> new NotLearned());
  }
}
