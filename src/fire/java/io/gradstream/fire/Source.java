package io.gradstream.fire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The main class of a producer: writes records until it is ended. What it could not write it
 * forgets, for the log alone is the truth about the input.
 */
final class Source {
  private static final double ABORTED = 0.15;
  private static final int LARGEST_BATCH = 200;
  private static final double NANOS_PER_SECOND = 1e9;

  private final KafkaProducer<byte[], byte[]> producer;
  private final String name;
  private final String topic;
  private final int partitions;
  private final double ratePerSecond;
  private final Random random;
  private final Rows rows;
  private final long startNanos = System.nanoTime();
  private long count;

  private Source(
      KafkaProducer<byte[], byte[]> producer,
      String name,
      String topic,
      int partitions,
      double ratePerSecond) {
    this.producer = producer;
    this.name = name;
    this.topic = topic;
    this.partitions = partitions;
    this.ratePerSecond = ratePerSecond;
    this.random = new Random(name.hashCode());
    this.rows = new Rows(name.hashCode());
  }

  /** {@code main(servers, name, topic, partitions, ratePerSecond, transactionalId or "")}. */
  public static void main(String[] arguments) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[0]);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
    boolean transactions = !arguments[5].isEmpty();
    if (transactions) {
      settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, arguments[5]);
      settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 5_000);
    }
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      Source source =
          new Source(
              producer,
              arguments[1],
              arguments[2],
              Integer.parseInt(arguments[3]),
              Double.parseDouble(arguments[4]));
      source.write(transactions);
    }
  }

  private void write(boolean transactions) {
    if (transactions) {
      producer.initTransactions();
    }
    while (true) {
      if (transactions) {
        producer.beginTransaction();
      }
      for (int left = 1 + random.nextInt(LARGEST_BATCH); left > 0; left--) {
        send();
      }
      if (transactions && random.nextDouble() < ABORTED) {
        producer.abortTransaction();
      } else if (transactions) {
        producer.commitTransaction();
      }
    }
  }

  private void send() {
    long dueNanos = startNanos + (long) (count / ratePerSecond * NANOS_PER_SECOND);
    LockSupport.parkNanos(dueNanos - System.nanoTime());
    byte[] key = "%s-%d".formatted(name, count++).getBytes(UTF_8);
    Future<?> _ = // what is not taken is not in the log
        producer.send(new ProducerRecord<>(topic, random.nextInt(partitions), key, rows.next()));
  }
}
