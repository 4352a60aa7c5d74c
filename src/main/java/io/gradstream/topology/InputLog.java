package io.gradstream.topology;

import org.apache.kafka.common.TopicPartition;

/** The input as anybody can read it. */
@FunctionalInterface
public interface InputLog {
  /**
   * Whether there are records between two offsets, and not just the marks of transactions and what
   * compaction, retention and aborted transactions leave.
   *
   * @param from the first offset; -1 for where a group begins whose models have learned nothing
   * @param to the offset after the last
   */
  boolean holdsRecords(TopicPartition partition, long from, long to);
}
