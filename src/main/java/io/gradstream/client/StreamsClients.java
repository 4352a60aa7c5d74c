package io.gradstream.client;

import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.jspecify.annotations.Nullable;

/** Kafka's own clients for Kafka Streams, but for a producer that guards its transactions. */
public final class StreamsClients implements KafkaClientSupplier {
  @Override
  public Admin getAdmin(Map<String, Object> settings) {
    return Admin.create(settings);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> settings) {
    return new GuardedProducer(settings);
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> settings) {
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> settings) {
    return getConsumer(settings);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> settings) {
    return getConsumer(settings);
  }

  /**
   * Takes no record while it is not known whether a transaction has ended.
   *
   * <p>After a commit that timed out, Kafka Streams closes the tasks that took part in it, and goes
   * on with the others of the thread. They share the producer. Kafka's refuses their records too,
   * but only when it has put them among those to be sent (4.3.1: {@code KafkaProducer.doSend} calls
   * {@code TransactionManager.maybeAddPartition} after {@code RecordAccumulator.append}). Where the
   * end of the transaction is not asked for yet, such a record is sent and committed with it, and
   * its offset is not: the record is learned again, and has two predictions.
   */
  private static final class GuardedProducer extends KafkaProducer<byte[], byte[]> {
    private boolean ending;

    GuardedProducer(Map<String, Object> settings) {
      super(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void sendOffsetsToTransaction(
        Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
      noteTimeout(() -> super.sendOffsetsToTransaction(offsets, group));
    }

    @Override
    public void commitTransaction() {
      noteTimeout(super::commitTransaction);
      ending = false;
    }

    @Override
    public void abortTransaction() {
      noteTimeout(super::abortTransaction);
      ending = false;
    }

    private void noteTimeout(Runnable step) {
      try {
        step.run();
      } catch (TimeoutException | InterruptException e) {
        ending = true;
        throw e;
      }
    }

    @Override
    public Future<RecordMetadata> send(
        ProducerRecord<byte[], byte[]> message, @Nullable Callback callback) {
      if (ending) {
        throw new TimeoutException("the end of the transaction before is not known yet");
      }
      return super.send(message, callback);
    }
  }
}
