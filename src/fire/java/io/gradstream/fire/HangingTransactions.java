package io.gradstream.fire;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.common.TopicPartition;

/**
 * Transactions that nobody will end: a broker whose disk was full when it was killed may have the
 * records, and know nothing of the transaction. What is behind them cannot be read until an
 * operator aborts them, as {@code kafka-transactions.sh abort} does.
 */
final class HangingTransactions {
  private final Admin admin;
  private final Chronicle chronicle;

  HangingTransactions(Admin admin, Chronicle chronicle) {
    this.admin = admin;
    this.chronicle = chronicle;
  }

  /** Aborts all that are open, and have had no record for longer than a transaction may last. */
  void abort(Duration longest) throws ExecutionException, InterruptedException {
    ListTopicsOptions all = new ListTopicsOptions().listInternal(true); // Offsets may hang too.
    Set<String> topics = admin.listTopics(all).names().get();
    Set<TopicPartition> partitions =
        admin.describeTopics(topics).allTopicNames().get().values().stream()
            .flatMap(
                topic ->
                    topic.partitions().stream()
                        .map(each -> new TopicPartition(topic.name(), each.partition())))
            .collect(toSet());
    for (TopicPartition partition : partitions) {
      for (ProducerState producer :
          admin
              .describeProducers(Set.of(partition))
              .partitionResult(partition)
              .get()
              .activeProducers()) {
        long idleMillis = System.currentTimeMillis() - producer.lastTimestamp();
        if (producer.currentTransactionStartOffset().isPresent()
            && idleMillis > longest.toMillis()) {
          abort(partition, producer);
        }
      }
    }
  }

  private void abort(TopicPartition partition, ProducerState producer)
      throws ExecutionException, InterruptedException {
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
