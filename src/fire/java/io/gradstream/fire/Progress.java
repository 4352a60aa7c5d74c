package io.gradstream.fire;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** How far the brokers are up, and how far the learners have committed. */
final class Progress {
  /** Long enough for every timeout of everybody to end twice, on a machine that is busy too. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Duration POLL = Duration.ofMillis(100);

  /** Longer than any transaction may last, even if its producer never said for how long. */
  private static final Duration LONGEST = Duration.ofSeconds(90);

  private final Admin admin;
  private final HangingTransactions hanging;

  Progress(Admin admin, Chronicle chronicle) {
    this.admin = admin;
    this.hanging = new HangingTransactions(admin, chronicle);
  }

  /** Waits until each partition of the input has a leader. */
  void awaitLeaders() {
    Awaitility.await("leaders of all partitions of " + Settings.INPUT)
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () ->
                admin
                    .describeTopics(List.of(Settings.INPUT))
                    .allTopicNames()
                    .get()
                    .values()
                    .stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .noneMatch(partition -> partition.leader() == null));
  }

  /**
   * Waits, as long as anything is committed, until all is before these offsets.
   *
   * @throws AssertionError if nothing is committed any more
   */
  void await(Map<TopicPartition, Long> behind) throws ExecutionException, InterruptedException {
    Map<TopicPartition, Long> before = Map.of();
    long sinceNanos = System.nanoTime();
    boolean aborted = false;
    for (Map<TopicPartition, Long> now = committed(); !reaches(now, behind); now = committed()) {
      if (!now.equals(before)) {
        before = now;
        sinceNanos = System.nanoTime();
      } else if (!aborted && System.nanoTime() - sinceNanos > LONGEST.toNanos()) {
        hanging.abort(LONGEST);
        aborted = true;
      } else if (System.nanoTime() - sinceNanos > PATIENCE.toNanos()) {
        throw new AssertionError(
            "nothing was committed for %d s: want %s, got %s"
                .formatted(PATIENCE.toSeconds(), behind, now));
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  /** How many offsets of the input are learned in all. */
  long total() throws ExecutionException, InterruptedException {
    return committed().values().stream().mapToLong(Long::longValue).sum();
  }

  private static boolean reaches(Map<TopicPartition, Long> now, Map<TopicPartition, Long> behind) {
    return behind.entrySet().stream()
        .allMatch(each -> now.getOrDefault(each.getKey(), 0L) >= each.getValue());
  }

  private Map<TopicPartition, Long> committed() throws ExecutionException, InterruptedException {
    return admin
        .listConsumerGroupOffsets(Settings.APPLICATION)
        .partitionsToOffsetAndMetadata()
        .get()
        .entrySet()
        .stream()
        .filter(each -> each.getValue() != null)
        .collect(toMap(Map.Entry::getKey, each -> each.getValue().offset()));
  }
}
