package io.gradstream.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** One topic of strings on a broker, as its clients see it. */
record Records(String bootstrapServers) {

  static final String TOPIC = "records";

  static Records create(String bootstrapServers) {
    try (var admin = admin(bootstrapServers)) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
    return new Records(bootstrapServers);
  }

  Set<String> topics() {
    try (var admin = admin(bootstrapServers)) {
      return admin.listTopics().names().get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  void abort(String... values) {
    try (var producer = transaction()) {
      send(producer, values);
      producer.abortTransaction();
    }
  }

  void commit(String... values) {
    try (var producer = transaction()) {
      send(producer, values);
      producer.commitTransaction();
    }
  }

  /** Everything committed, in order; through a group, so that the coordinator answers too. */
  List<String> committed() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", bootstrapServers,
            "group.id", "reader",
            "isolation.level", "read_committed",
            "enable.auto.commit", false,
            "auto.offset.reset", "earliest");
    var values = new ArrayList<String>();
    var partition = new TopicPartition(TOPIC, 0);
    long end = end(partition);
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(TOPIC));
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      boolean done = false;
      while (!done && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
        done = consumer.assignment().contains(partition) && consumer.position(partition) >= end;
      }
    }
    return values;
  }

  /** Of all records: where committed ones end is known only when the commit markers are written. */
  private long end(TopicPartition partition) {
    try (var admin = admin(bootstrapServers)) {
      return admin
          .listOffsets(Map.of(partition, OffsetSpec.latest()))
          .partitionResult(partition)
          .get()
          .offset();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private KafkaProducer<String, String> transaction() {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrapServers, "transactional.id", "writer");
    var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    producer.initTransactions();
    producer.beginTransaction();
    return producer;
  }

  private static void send(KafkaProducer<String, String> producer, String... values) {
    for (String value : values) {
      var _ = producer.send(new ProducerRecord<>(TOPIC, value));
    }
    producer.flush();
  }

  private static Admin admin(String bootstrapServers) {
    return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }
}
