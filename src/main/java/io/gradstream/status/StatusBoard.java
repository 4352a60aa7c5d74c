package io.gradstream.status;

import io.gradstream.topology.PartitionObserver;
import io.gradstream.topology.PartitionObservers;
import io.gradstream.topology.RejectReason;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How the models of a process are doing, for any thread to read. Stream threads write it: a
 * partition's status is replaced, never changed.
 */
public final class StatusBoard implements PartitionObservers {
  private final Map<Integer, PartitionObserver> reporters = new ConcurrentHashMap<>();
  private final Map<Integer, PartitionStatus> partitions = new ConcurrentSkipListMap<>();
  private final Map<Integer, UnlearnedCounts> notLearned = new ConcurrentSkipListMap<>();
  private final LongAdder predictions = new LongAdder();
  private final RecentRecords recent = new RecentRecords();

  @Override
  public PartitionObserver of(int partition) {
    return reporters.computeIfAbsent(partition, p -> new StatusReporter(this));
  }

  /** The last status of each partition this process has worked on, in order. */
  public Collection<PartitionStatus> partitions() {
    return partitions.values();
  }

  /** The status of the partitions that this process works on now, in order. */
  public List<PartitionStatus> open() {
    return partitions.values().stream().filter(PartitionStatus::open).toList();
  }

  /** The records rejected for a reason since the process started. */
  public long rejects(RejectReason reason) {
    return notLearned.values().stream().mapToLong(counts -> counts.rejected(reason)).sum();
  }

  /** The records of a partition rejected since the process started, by the reasons there were. */
  public Map<RejectReason, Long> rejects(int partition) {
    UnlearnedCounts counts = notLearned.get(partition);
    return counts == null ? Map.of() : counts.rejects();
  }

  /** The records of a partition without a label since the process started. */
  public long unlabelled(int partition) {
    UnlearnedCounts counts = notLearned.get(partition);
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
    notLearned(partition).countUnlabelled(offset);
  }

  void countReject(int partition, long offset, RejectReason reason) {
    notLearned(partition).countReject(offset, reason);
  }

  private UnlearnedCounts notLearned(int partition) {
    return notLearned.computeIfAbsent(partition, p -> new UnlearnedCounts());
  }
}
