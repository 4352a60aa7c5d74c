package io.gradstream.source;

import io.gradstream.client.PatientProducer;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.DatasetException;
import io.gradstream.dataset.RowReader;
import io.gradstream.serde.Format;
import io.gradstream.serde.FormatSettings;
import io.gradstream.serde.Formats;
import io.gradstream.serde.RecordWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes a data set to partition 0 of a topic, row by row and in order, on a thread of its own. The
 * topic's end offset is the number of rows written so far, so a feed that was killed is taken up
 * where it was.
 */
public final class DatasetFeed implements AutoCloseable {
  private static final FormatSettings FORMAT = FormatSettings.of(Format.AVRO_SINGLE_OBJECT);

  /** How far to run ahead of the learner: enough to keep it busy, little enough to fit any disk. */
  private static final int MAX_AHEAD_ROWS = 500_000;

  /** The same where rows are wide: retention must not take what is not learned yet. */
  private static final long MAX_AHEAD_BYTES = 1L << 28;

  private static final long AHEAD_PAUSE_NANOS = 1_000_000;

  private final FeedSettings settings;
  private final DatasetTopic records;
  private final RowReader rows;
  private final Backpressure lead;
  private final LongSupplier nextOffset;
  private final FutureTask<Long> sending = new FutureTask<>(this::send);
  private final Thread thread;
  private volatile boolean stopping;

  private DatasetFeed(
      FeedSettings settings, Dataset dataset, DatasetTopic records, LongSupplier nextOffset) {
    this.settings = settings;
    this.records = records;
    this.lead = new Backpressure(settings.skip(), MAX_AHEAD_ROWS, MAX_AHEAD_BYTES);
    this.nextOffset = nextOffset;
    this.rows = dataset.open();
    rows.skip(settings.skip());
    this.thread = Thread.ofPlatform().name("feed").daemon().unstarted(sending);
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

  private long send() {
    String topic = settings.topic();
    try (rows;
        Formats formats = new Formats();
        PatientProducer producer =
            new PatientProducer(
                Map.of(
                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    settings.bootstrapServers(),
                    ProducerConfig.LINGER_MS_CONFIG,
                    5,
                    ProducerConfig.BATCH_SIZE_CONFIG,
                    1 << 17),
                Optional.empty(), // Who learns from the topic tells of them.
                () -> stopping)) {
      RecordWriter writer = formats.recordWriter(FORMAT, topic, records.schema());
      return new RowSender(producer, rows, settings.ratePerSecond(), () -> stopping)
          .send(
              WrittenRows.ofCount(settings.skip(), 1),
              settings.limit(),
              (_, row) ->
                  new ProducerRecord<byte[], byte[]>(
                      topic, 0, null, writer.write(records.record(row))),
              valueBytes -> awaitLearner(producer, valueBytes));
    }
  }

  private void awaitLearner(PatientProducer producer, int valueBytes) {
    lead.add(valueBytes);
    while (!stopping && !lead.mayGrow(nextOffset.getAsLong())) {
      LockSupport.parkNanos(AHEAD_PAUSE_NANOS);
      producer.listen();
    }
  }

  /**
   * The number of rows written once all are, empty while it goes on.
   *
   * @throws DatasetException if a row could not be read
   * @throws CompletionException if it failed for another reason
   */
  public Optional<Long> written() {
    return switch (sending.state()) {
      case RUNNING -> Optional.empty();
      case SUCCESS -> Optional.of(sending.resultNow());
      case FAILED, CANCELLED ->
          throw sending.exceptionNow() instanceof DatasetException unreadable
              ? unreadable
              : new CompletionException(sending.exceptionNow());
    };
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
