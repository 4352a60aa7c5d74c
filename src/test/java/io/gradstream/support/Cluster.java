package io.gradstream.support;

import io.gradstream.embedded.Broker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** What a test does to a cluster. One that was given its broker closes that too. */
public final class Cluster implements AutoCloseable {
  private final String bootstrapServers;
  private final Map<String, Object> settings;
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;
  private final @Nullable Broker broker;

  /** Connects to a cluster. */
  public Cluster(String bootstrapServers) {
    this(bootstrapServers, null);
  }

  /** Connects to a broker of the test's own. */
  public Cluster(Broker broker) {
    this(broker.bootstrapServers(), broker);
  }

  private Cluster(String bootstrapServers, @Nullable Broker broker) {
    this.broker = broker;
    this.bootstrapServers = bootstrapServers;
    this.settings = Map.of("bootstrap.servers", bootstrapServers);
    this.admin = Admin.create(settings);
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Where it is. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Its admin client. */
  public Admin admin() {
    return admin;
  }

  /** Creates a topic. */
  public void createTopic(String name, int partitions) throws Exception {
    admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
  }

  /** The topics there are. */
  public Set<String> topics() throws Exception {
    return admin.listTopics().names().get();
  }

  /** The members of a consumer group; none of one that nobody has joined yet. */
  public Collection<MemberDescription> members(String group) throws Exception {
    try {
      return admin
          .describeConsumerGroups(List.of(group))
          .all()
          .get()
          .values()
          .iterator()
          .next()
          .members();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return List.of();
      }
      throw e;
    }
  }

  /** Writes records in order and waits until they are there; returns where. */
  public List<RecordMetadata> send(List<ProducerRecord<byte[], byte[]>> records)
      throws ExecutionException, InterruptedException {
    List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
    List<RecordMetadata> there = new ArrayList<>();
    for (Future<RecordMetadata> one : sent) {
      there.add(one.get());
    }
    return there;
  }

  /** All of a topic that is committed by now. */
  public TopicReader committed(String topic) {
    return TopicReader.of(settings, topic, "read_committed");
  }

  /** All of a topic, what aborted transactions left in it too. */
  public TopicReader uncommitted(String topic) {
    return TopicReader.of(settings, topic, "read_uncommitted");
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
    if (broker != null) {
      broker.close();
    }
  }
}
