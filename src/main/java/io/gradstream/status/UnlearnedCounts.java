package io.gradstream.status;

import io.gradstream.topology.RejectReason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the records of a partition that taught nothing, by why. Each counts once, also where it
 * comes again because a transaction was aborted. For any thread to read, for one to count.
 */
final class UnlearnedCounts {
  private final Map<RejectReason, LongAdder> rejects = new LinkedHashMap<>();
  private final LongAdder unlabelled = new LongAdder();
  private volatile long lastOffset = -1;

  UnlearnedCounts() {
    RejectReason.all().forEach(reason -> rejects.put(reason, new LongAdder()));
  }

  void countUnlabelled(long offset) {
    count(offset, unlabelled);
  }

  void countReject(long offset, RejectReason reason) {
    count(offset, of(reason));
  }

  private void count(long offset, LongAdder records) {
    if (offset > lastOffset) {
      lastOffset = offset;
      records.increment();
    }
  }

  long unlabelled() {
    return unlabelled.sum();
  }

  long rejected(RejectReason reason) {
    return of(reason).sum();
  }

  /** By the reasons there were. */
  Map<RejectReason, Long> rejects() {
    Map<RejectReason, Long> counted = new LinkedHashMap<>();
    rejects.forEach((reason, count) -> counted.put(reason, count.sum()));
    counted.values().removeIf(count -> count == 0);
    return counted;
  }

  private LongAdder of(RejectReason reason) {
    return Objects.requireNonNull(rejects.get(reason));
  }
}
