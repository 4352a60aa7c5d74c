package io.gradstream.topology;

import java.util.Collection;
import java.util.EnumMap;
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
  private final Map<RejectReason, LongAdder> rejects = new EnumMap<>(RejectReason.class);

  public StatusBoard() {
    for (RejectReason reason : RejectReason.values()) {
      rejects.put(reason, new LongAdder());
    }
  }

  /** The last status of each partition this process has worked on, in order. */
  public Collection<PartitionStatus> partitions() {
    return partitions.values();
  }

  /** The records rejected for a reason since the process started. */
  public long rejects(RejectReason reason) {
    return count(reason).sum();
  }

  void publish(PartitionStatus status) {
    partitions.put(status.partition(), status);
  }

  void countReject(RejectReason reason) {
    count(reason).increment();
  }

  private LongAdder count(RejectReason reason) {
    return Objects.requireNonNull(rejects.get(reason));
  }
}
