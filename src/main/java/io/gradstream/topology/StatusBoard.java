package io.gradstream.topology;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Where stream threads pin up how their models do, for any thread to read. A partition's status is
 * replaced, never changed.
 */
public final class StatusBoard {
  private final Map<Integer, PartitionStatus> partitions = new ConcurrentSkipListMap<>();
  private final Map<Integer, Map<RejectReason, LongAdder>> rejects = new ConcurrentSkipListMap<>();
  private final LongAdder predictions = new LongAdder();
  private final RecentRecords recent = new RecentRecords();

  /** The last status of each partition this process has worked on, in order. */
  public Collection<PartitionStatus> partitions() {
    return partitions.values();
  }

  /** The records rejected for a reason since the process started. */
  public long rejects(RejectReason reason) {
    return rejects.values().stream()
        .mapToLong(counts -> Objects.requireNonNull(counts.get(reason)).sum())
        .sum();
  }

  /** The records of a partition rejected since the process started, by the reasons there were. */
  public Map<RejectReason, Long> rejects(int partition) {
    Map<RejectReason, Long> counted = new LinkedHashMap<>();
    rejects
        .getOrDefault(partition, Map.of())
        .forEach((reason, count) -> counted.put(reason, count.sum()));
    counted.values().removeIf(count -> count == 0);
    return counted;
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

  void countReject(int partition, RejectReason reason) {
    Map<RejectReason, LongAdder> counts = rejects.computeIfAbsent(partition, p -> newCounts());
    Objects.requireNonNull(counts.get(reason)).increment();
  }

  private static Map<RejectReason, LongAdder> newCounts() {
    Map<RejectReason, LongAdder> counts = new LinkedHashMap<>();
    RejectReason.all().forEach(reason -> counts.put(reason, new LongAdder()));
    return counts;
  }
}
