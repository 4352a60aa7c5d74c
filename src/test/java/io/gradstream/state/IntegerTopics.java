package io.gradstream.state;

import io.gradstream.embedded.Broker;
import io.gradstream.embedded.BrokerSettings;
import io.gradstream.embedded.EmbeddedBroker;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.IntegerSerializer;

/** A broker with topics of integers, each in one partition. */
final class IntegerTopics implements AutoCloseable {
  private final Broker broker = EmbeddedBroker.inProcess(BrokerSettings.temporary());
  private final Map<String, Object> settings =
      Map.of("bootstrap.servers", broker.bootstrapServers());
  private final Admin admin = Admin.create(settings);
  private final KafkaProducer<byte[], Integer> producer =
      new KafkaProducer<>(settings, new ByteArraySerializer(), new IntegerSerializer());

  Broker broker() {
    return broker;
  }

  void create(String topic) throws Exception {
    admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
  }

  void send(String topic, int value) throws Exception {
    producer.send(new ProducerRecord<>(topic, value)).get(30, TimeUnit.SECONDS);
  }

  /** Waits until an application has committed its input up to an offset. */
  void awaitCommitted(String topic, long offset) {
    IntegerApplication.awaitCommitted(admin, topic, offset);
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
    broker.close();
  }
}
