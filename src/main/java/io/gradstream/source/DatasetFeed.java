package io.gradstream.source;

import io.gradstream.client.PatientProducer;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.DatasetException;
import io.gradstream.dataset.Row;
import io.gradstream.dataset.RowReader;
import io.gradstream.serde.SingleObjectEncoder;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes a data set to partition 0 of a topic, row by row and in order, on a thread of its own. The
 * topic's end offset is the number of rows written so far, so a feed that was killed is taken up
 * where it was.
 */
public final class DatasetFeed implements AutoCloseable {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /** How far to run ahead of the learner: enough to keep it busy, little enough to fit any disk. */
  private static final int MAX_AHEAD_ROWS = 500_000;

  /** The same where rows are wide: retention must not take what is not learned yet. */
  private static final long MAX_AHEAD_BYTES = 1L << 28;

  private static final long AHEAD_PAUSE_NANOS = 1_000_000;

  private final DatasetTopic records;
  private final RowReader rows;
  private final String topic;
  private final long limit;
  private final long ratePerSecond;
  private final Lead lead;
  private final LongSupplier nextOffset;
  private final PatientProducer producer;
  private final CompletableFuture<Long> written = new CompletableFuture<>();
  private final Thread thread;
  private volatile boolean stopping;

  private DatasetFeed(
      FeedSettings settings, Dataset dataset, DatasetTopic records, LongSupplier nextOffset) {
    this.records = records;
    this.topic = settings.topic();
    this.limit = settings.limit();
    this.ratePerSecond = settings.ratePerSecond();
    this.lead = new Lead(settings.skip(), MAX_AHEAD_ROWS, MAX_AHEAD_BYTES);
    this.nextOffset = nextOffset;
    this.rows = dataset.open();
    rows.skip(settings.skip());
    this.producer =
        new PatientProducer(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrapServers(),
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.BATCH_SIZE_CONFIG,
                1 << 17),
            Optional.empty(), // Who learns from the topic tells of them.
            () -> stopping);
    this.thread = Thread.ofPlatform().name("feed").daemon().unstarted(this::run);
  }

  /**
   * Starts to write.
   *
   * @param nextOffset how far the learner is; it is not left behind by more than {@value
   *     #MAX_AHEAD_ROWS} rows or {@value #MAX_AHEAD_BYTES} bytes
   */
  public static DatasetFeed start(
      FeedSettings settings, Dataset dataset, DatasetTopic records, LongSupplier nextOffset) {
    DatasetFeed feed = new DatasetFeed(settings, dataset, records, nextOffset);
    feed.thread.start();
    return feed;
  }

  private void run() {
    try (producer;
        rows) {
      SingleObjectEncoder encoder = new SingleObjectEncoder(records.schema());
      long start = System.nanoTime();
      long count = 0;
      for (Row row = next(count); row != null; row = next(count)) {
        byte[] value = encoder.encode(records.record(row));
        if (!producer.send(new ProducerRecord<>(topic, 0, null, value))) {
          break;
        }
        lead.add(value.length);
        count++;
        hold(start, count);
      }
      producer.finish();
      written.complete(count);
    } catch (RuntimeException e) {
      written.completeExceptionally(e);
    }
  }

  private @Nullable Row next(long count) {
    return stopping || count >= limit ? null : rows.next();
  }

  private void hold(long startNanos, long count) {
    while (!stopping && !lead.mayGrow(nextOffset.getAsLong())) {
      LockSupport.parkNanos(AHEAD_PAUSE_NANOS);
      producer.listen();
    }
    if (ratePerSecond > 0) {
      long due = startNanos + count * NANOS_PER_SECOND / ratePerSecond;
      for (long left = due - System.nanoTime();
          left > 0 && !stopping;
          left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
    }
  }

  /**
   * The number of rows written once all are, empty while it goes on.
   *
   * @throws io.gradstream.dataset.DatasetException if a row could not be read
   * @throws CompletionException if it failed for another reason
   */
  public Optional<Long> written() {
    if (written.isCompletedExceptionally()
        && written.exceptionNow() instanceof DatasetException unreadable) {
      throw unreadable;
    }
    return written.isDone() ? Optional.of(written.join()) : Optional.empty();
  }

  /** Stops after the row at hand and waits for the producer to close. */
  @Override
  public void close() {
    stopping = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Where to and how fast.
   *
   * @param skip rows written before
   * @param limit rows to write at most
   * @param ratePerSecond rows a second at most; 0 is as fast as it goes
   */
  public record FeedSettings(
      String bootstrapServers, String topic, long skip, long limit, long ratePerSecond) {}
}
