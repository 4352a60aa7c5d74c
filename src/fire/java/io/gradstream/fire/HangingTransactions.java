package io.gradstream.fire;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.common.TopicPartition;

/**
 * Transactions of the input's producers that nobody will end: a broker whose disk was full when it
 * was killed may have the records, and know nothing of the transaction. What is behind them cannot
 * be read until an operator aborts them, as {@code kafka-transactions.sh abort} does.
 */
final class HangingTransactions {
  private final Admin admin;
  private final Chronicle chronicle;

  HangingTransactions(Admin admin, Chronicle chronicle) {
    this.admin = admin;
    this.chronicle = chronicle;
  }

  /** Aborts all that are open in some partitions, whose producers have ended long ago. */
  void abort(Iterable<TopicPartition> partitions) throws ExecutionException, InterruptedException {
    for (TopicPartition partition : partitions) {
      PartitionProducerState producers =
          admin.describeProducers(List.of(partition)).partitionResult(partition).get();
      for (ProducerState producer : producers.activeProducers()) {
        if (producer.currentTransactionStartOffset().isPresent()) {
          chronicle.tell("aborts what hangs in " + partition + ": " + producer);
          admin
              .abortTransaction(
                  new AbortTransactionSpec(
                      partition,
                      producer.producerId(),
                      (short) producer.producerEpoch(),
                      producer.coordinatorEpoch().orElse(0)))
              .all()
              .get();
        }
      }
    }
  }
}
