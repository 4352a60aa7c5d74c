package io.gradstream.topology;

import java.util.List;

/** Gives each partition its observer. */
@FunctionalInterface
public interface PartitionObservers {
  /** The observer of a partition, the same one each time. */
  PartitionObserver of(int partition);

  /** Those of several, in this order. */
  static PartitionObservers all(PartitionObservers... observers) {
    List<PartitionObservers> all = List.of(observers);
    return partition ->
        PartitionObserver.all(all.stream().map(each -> each.of(partition)).toList());
  }
}
