package io.gradstream.bench;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/**
 * One topology over the records of one partition. Timed from the moment its task is assigned and
 * restored, when the first record may be polled, to the commit of the last record: start-up and
 * rebalance are left out, the last transaction is not.
 */
final class ThroughputRun {
  private static final long POLL_NANOS = 10_000_000;
  private static final long STALL_NANOS = 120_000_000_000L;
  private static final long SCRAPE_NANOS = 1_000_000_000;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

  private final Admin admin;
  private final Map<String, Object> settings;
  private final TopicPartition input;
  private final long records;

  /**
   * @param settings of Kafka Streams, with an application id not used before
   * @param records how many of the input's make a run
   */
  ThroughputRun(Admin admin, Map<String, Object> settings, TopicPartition input, long records) {
    this.admin = admin;
    this.settings = settings;
    this.input = input;
    this.records = records;
  }

  /**
   * Runs it to the end; returns records per second.
   *
   * @param scrape is done each second
   */
  double recordsPerSecond(Topology topology, Consumer<KafkaStreams> scrape)
      throws ExecutionException, InterruptedException {
    Properties properties = new Properties();
    properties.putAll(settings);
    CompletableFuture<Long> begun = new CompletableFuture<>();
    CompletableFuture<Void> failed = new CompletableFuture<>();
    try (KafkaStreams streams = new KafkaStreams(topology, properties)) {
      streams.setStateListener(
          (now, before) -> {
            if (now == KafkaStreams.State.RUNNING) {
              begun.complete(System.nanoTime());
            }
          });
      streams.setUncaughtExceptionHandler(
          failure -> {
            failed.completeExceptionally(failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
          });
      streams.start();
      awaitCommitOfAll(failed, () -> scrape.accept(streams));
      double seconds = (System.nanoTime() - begun.get()) / 1e9;
      streams.close(CLOSE_TIMEOUT);
      return records / seconds;
    }
  }

  private void awaitCommitOfAll(CompletableFuture<Void> failed, Runnable scrape)
      throws ExecutionException, InterruptedException {
    long last = -1;
    long lastNanos = System.nanoTime();
    long scrapedNanos = lastNanos;
    for (long committed = committed(); committed < records; committed = committed()) {
      long now = System.nanoTime();
      if (now - scrapedNanos > SCRAPE_NANOS) {
        scrapedNanos = now;
        scrape.run();
      }
      if (committed > last) {
        last = committed;
        lastNanos = now;
      } else if (now - lastNanos > STALL_NANOS) {
        throw new IllegalStateException(
            "no commit after offset %d of %d for %d s"
                .formatted(committed, records, STALL_NANOS / 1_000_000_000));
      }
      if (failed.isDone()) {
        failed.get();
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private long committed() throws ExecutionException, InterruptedException {
    String group = String.valueOf(settings.get(StreamsConfig.APPLICATION_ID_CONFIG));
    OffsetAndMetadata committed =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().get(input);
    return committed == null ? 0 : committed.offset();
  }
}
