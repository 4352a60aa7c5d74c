package io.gradstream.topology;

/** Is told of a graph's work while it is done. */
@FunctionalInterface
public interface WorkListener {
  /** Wants to know nothing. */
  WorkListener NONE = partition -> PartitionWork.NONE;

  /** Whom to tell of a partition's work; the same each time it is asked for one partition. */
  PartitionWork of(int partition);
}
