package io.gradstream.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes records once each and in order, and waits out an outage of the broker, however long that
 * is. Who stops it waits no longer. For one thread.
 */
public final class PatientProducer implements AutoCloseable {
  /** For a moment only, or nobody could stop who waits for metadata or for room. */
  private static final int BLOCK_MILLIS = 200;

  private static final Duration POLL = Duration.ofMillis(20);

  /** After that, who stops it does not wait for what was sent. */
  private static final Duration SILENCE = Duration.ofSeconds(2);

  private final KafkaProducer<byte[], byte[]> producer;
  private final Optional<OutageLog> outages;
  private final BooleanSupplier stopped;
  private final AtomicLong written = new AtomicLong();
  private final AtomicReference<@Nullable Exception> refusal = new AtomicReference<>();
  private long sent;
  private long writtenBefore;
  private long silentSinceNanos;

  /**
   * Of these settings, but for those on which it depends that a record is written once.
   *
   * @param outages who tells of them; empty where others do
   * @param stopped asked while it waits
   */
  public PatientProducer(
      Map<String, Object> settings, Optional<OutageLog> outages, BooleanSupplier stopped) {
    Map<String, Object> patient = new HashMap<>(settings);
    patient.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    patient.put(ProducerConfig.ACKS_CONFIG, "all");
    patient.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
    // A record that expired might have been written, and those after it would be.
    patient.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    patient.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS);
    patient.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    patient.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    this.producer = ClientSettings.connect(patient, KafkaProducer::new);
    this.outages = outages;
    this.stopped = stopped;
  }

  /**
   * Sends a record; it is on its way then, or written.
   *
   * @return false if it was stopped before
   * @throws IllegalStateException if one that was sent is refused
   */
  public boolean send(ProducerRecord<byte[], byte[]> record) {
    if (sent == writtenBefore) {
      silentSinceNanos = System.nanoTime();
    }
    while (!stopped.getAsBoolean()) {
      Future<RecordMetadata> taken = producer.send(record, this::answered);
      if (!isNotTaken(taken)) {
        sent++;
        listen();
        return true;
      }
      listen(true);
    }
    return false;
  }

  /** As neither metadata nor room came in time; nothing that is taken times out. */
  private static boolean isNotTaken(Future<RecordMetadata> taken) {
    return taken.state() == Future.State.FAILED && taken.exceptionNow() instanceof TimeoutException;
  }

  private void answered(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
    if (failure == null) {
      written.incrementAndGet();
    } else if (!(failure instanceof TimeoutException)) {
      refusal.compareAndSet(null, failure);
    }
  }

  /**
   * Notices what the broker says, or that it says nothing; to be called now and then.
   *
   * @throws IllegalStateException if a record is refused
   */
  public void listen() {
    listen(false);
  }

  /**
   * @param waiting whether something waits to be taken
   */
  private void listen(boolean waiting) {
    Exception refused = refusal.get();
    if (refused != null) {
      throw new IllegalStateException(refused.getMessage(), refused);
    }
    long now = written.get();
    if (now > writtenBefore) {
      writtenBefore = now;
      silentSinceNanos = System.nanoTime();
      outages.ifPresent(OutageLog::answered);
    } else if (waiting || now < sent) {
      outages.ifPresent(log -> log.silent(silentSinceNanos));
    }
  }

  /** Waits until all that was sent is written; once it is stopped, only as long as that goes on. */
  public void finish() {
    listen();
    while (written.get() < sent && !(stopped.getAsBoolean() && isSilent())) {
      LockSupport.parkNanos(POLL.toNanos());
      listen();
    }
  }

  private boolean isSilent() {
    return System.nanoTime() - silentSinceNanos > SILENCE.toNanos();
  }

  /** The records that are written. */
  public long written() {
    return written.get();
  }

  /** What is not written by then may still be, or not. */
  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
