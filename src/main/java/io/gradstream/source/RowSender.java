package io.gradstream.source;

import io.gradstream.client.PatientProducer;
import io.gradstream.dataset.Row;
import io.gradstream.dataset.RowReader;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends rows to a topic, in order and no faster than asked. For one thread.
 *
 * @param ratePerSecond rows a second at most; 0 is as fast as it goes
 * @param stopped asked before each row and while it waits
 */
record RowSender(
    PatientProducer producer, RowReader rows, long ratePerSecond, BooleanSupplier stopped) {
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long MAX_WAIT_NANOS = 100_000_000;

  /** Makes the record of a row. */
  interface Records {
    ProducerRecord<byte[], byte[]> of(long number, Row row);
  }

  /**
   * Sends what is left until it is stopped, and waits until that is written.
   *
   * @param before rows that are not sent; the reader stands at its first that is
   * @param limit rows to send at most
   * @param sent takes the size of each value that is sent, and may wait
   * @return the rows written
   * @throws IllegalStateException if the broker does not take a row
   */
  long send(WrittenRows before, long limit, Records records, IntConsumer sent) {
    long start = System.nanoTime();
    long count = 0;
    for (long number = before.first(); count < limit && !stopped.getAsBoolean(); number++) {
      Row row = rows.next();
      if (row == null) {
        break;
      }
      if (before.has(number)) {
        continue;
      }
      ProducerRecord<byte[], byte[]> record = records.of(number, row);
      if (!producer.send(record)) {
        break;
      }
      sent.accept(record.value().length);
      count++;
      hold(start, count);
    }
    producer.finish();
    return producer.written();
  }

  private void hold(long startNanos, long count) {
    if (ratePerSecond == 0) {
      return;
    }
    long due =
        startNanos
            + count / ratePerSecond * NANOS_PER_SECOND
            + count % ratePerSecond * NANOS_PER_SECOND / ratePerSecond;
    for (long left = due - System.nanoTime();
        left > 0 && !stopped.getAsBoolean();
        left = due - System.nanoTime()) {
      LockSupport.parkNanos(Math.min(left, MAX_WAIT_NANOS));
      producer.listen();
    }
  }
}
