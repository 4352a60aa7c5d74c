package io.gradstream.app;

import io.gradstream.client.OutageLog;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AbstractOptions;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the broker and at the end of the input every few seconds, in a thread of its own, once
 * for all who want to know. A consumer tells neither that its broker is away nor what waits behind
 * an open transaction: both look to it as if there were nothing to read.
 */
final class InputWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(InputWatch.class);
  private static final Duration PAUSE = Duration.ofSeconds(3);
  private static final int PATIENCE_MILLIS = 5_000;

  private final Map<String, Object> settings;
  private final Watched watched;
  private final OutageLog outages;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("gradstream-watch").factory());
  private volatile Map<Integer, SeenEnd> ends = Map.of();
  private volatile long answeredNanos = System.nanoTime();
  private volatile boolean silent;
  private volatile Optional<Admin> admin = Optional.empty();
  private boolean refused;

  /**
   * What is looked at.
   *
   * @param group whose offsets tell where to go on
   * @param partitions of the topic that are worked on
   * @param metrics of its consumers
   */
  record Watched(
      String topic,
      String group,
      Supplier<Set<Integer>> partitions,
      Supplier<? extends Collection<? extends Metric>> metrics) {}

  private InputWatch(Map<String, Object> settings, Watched watched) {
    this.settings = settings;
    this.watched = watched;
    this.outages =
        new OutageLog(
            settings.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG),
            Duration.ZERO,
            System::nanoTime);
  }

  /**
   * Starts to look.
   *
   * @param settings of an admin client
   */
  static InputWatch start(Map<String, Object> settings, Watched watched) {
    InputWatch watch = new InputWatch(settings, watched);
    var _ =
        watch.executor.scheduleWithFixedDelay(
            watch::lookSafely, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    return watch;
  }

  /** Where the partitions ended when they were last seen. */
  Map<Integer, SeenEnd> ends() {
    return ends;
  }

  /** For how long nobody has answered; zero if somebody did at the last look. */
  Duration silence() {
    return silent ? Duration.ofNanos(System.nanoTime() - answeredNanos) : Duration.ZERO;
  }

  private void lookSafely() {
    try {
      look();
      refused = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      tellRefusal(Objects.requireNonNullElse(e.getCause(), e));
    } catch (RuntimeException | Error e) {
      tellRefusal(e);
    }
  }

  private void tellRefusal(Throwable cause) {
    if (!refused && !executor.isShutdown()) {
      LOG.warn(
          "the end of the input is not told; not logged again until it is topic={} cause={}",
          watched.topic,
          cause.toString());
      LOG.debug("not told", cause);
    }
    refused = true;
  }

  private void look() throws InterruptedException, ExecutionException {
    Optional<Admin> asked = answering();
    if (asked.isPresent()) {
      answeredNanos = System.nanoTime();
      silent = false;
      outages.answered();
      ends = seen(asked.get(), ConsumerLag.of(watched.metrics.get(), watched.topic).keySet());
    } else {
      silent = true;
      outages.silent(answeredNanos);
    }
  }

  /** A client that answers; empty if no broker does. */
  private Optional<Admin> answering() throws InterruptedException, ExecutionException {
    try {
      Admin asked = admin.orElseGet(() -> Admin.create(settings));
      admin = Optional.of(asked);
      return timely(asked.describeCluster(within(new DescribeClusterOptions())).clusterId())
          .map(cluster -> asked);
    } catch (KafkaException e) { // A host that is down may have no address.
      return Optional.empty();
    }
  }

  /**
   * Where the partitions end. Of those that are not told now it is as before.
   *
   * @param told those whose consumer tells how far it is
   */
  private Map<Integer, SeenEnd> seen(Admin asked, Set<Integer> told)
      throws InterruptedException, ExecutionException {
    Set<TopicPartition> open =
        watched.partitions.get().stream()
            .map(partition -> new TopicPartition(watched.topic, partition))
            .collect(Collectors.toSet());
    Map<TopicPartition, Long> lasts =
        offsets(asked, open, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
    // Asked afterwards, so that what comes in between does not look as if it waited.
    Map<TopicPartition, Long> stables =
        offsets(asked, lasts.keySet(), OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
    Map<TopicPartition, Long> untold = new HashMap<>(stables);
    untold.keySet().removeIf(one -> told.contains(one.partition()));
    Map<TopicPartition, Long> starts = starts(asked, untold);
    long now = System.nanoTime();
    Map<Integer, SeenEnd> seen = new HashMap<>();
    for (TopicPartition one : open) {
      SeenEnd before = ends.get(one.partition());
      Long last = lasts.get(one);
      Long stable = stables.get(one);
      if (last != null && stable != null) {
        seen.put(one.partition(), SeenEnd.after(before, now, last, stable, starts.get(one)));
      } else if (before != null) {
        seen.put(one.partition(), before);
      }
    }
    return Map.copyOf(seen);
  }

  /** Those that are told in time. */
  private static Map<TopicPartition, Long> offsets(
      Admin asked, Set<TopicPartition> partitions, OffsetSpec which, IsolationLevel readable)
      throws InterruptedException, ExecutionException {
    ListOffsetsResult result =
        asked.listOffsets(
            partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> which)),
            within(new ListOffsetsOptions(readable)));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (TopicPartition one : partitions) {
      timely(result.partitionResult(one)).ifPresent(found -> offsets.put(one, found.offset()));
    }
    return offsets;
  }

  /**
   * From where the group reads on, where that is known: where it has committed, or of what is not
   * read yet the end, if there is nothing.
   *
   * @param stables up to where each may be read
   */
  private Map<TopicPartition, Long> starts(Admin asked, Map<TopicPartition, Long> stables)
      throws InterruptedException, ExecutionException {
    if (stables.isEmpty()) {
      return Map.of();
    }
    Map<TopicPartition, Long> firsts =
        offsets(asked, stables.keySet(), OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
    Map<TopicPartition, OffsetAndMetadata> committed =
        timely(
                asked
                    .listConsumerGroupOffsets(
                        watched.group, within(new ListConsumerGroupOffsetsOptions()))
                    .partitionsToOffsetAndMetadata())
            .orElse(Map.of());
    Map<TopicPartition, Long> starts = new HashMap<>();
    firsts.forEach(
        (one, first) -> {
          OffsetAndMetadata next = committed.get(one);
          if (next != null) {
            starts.put(one, Math.max(first, next.offset()));
          } else if (first.equals(stables.get(one))) {
            starts.put(one, first);
          }
        });
    return starts;
  }

  private static <T extends AbstractOptions<T>> T within(T options) {
    return options.timeoutMs(PATIENCE_MILLIS);
  }

  /** An answer; empty if none came in time. */
  private static <T> Optional<T> timely(KafkaFuture<T> answer)
      throws InterruptedException, ExecutionException {
    try {
      return Optional.of(answer.get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TimeoutException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
    admin.ifPresent(asked -> asked.close(Duration.ZERO));
  }
}
