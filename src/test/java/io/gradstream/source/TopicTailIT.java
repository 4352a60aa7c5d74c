package io.gradstream.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.config.ConfigurationException;
import io.gradstream.embedded.BrokerSettings;
import io.gradstream.embedded.EmbeddedBroker;
import io.gradstream.support.Cluster;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Partitions, transactions and topics that are not there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TopicTailIT {
  @AutoClose
  private final Cluster cluster = new Cluster(EmbeddedBroker.inProcess(BrokerSettings.temporary()));

  @Test
  void takesFromEachPartitionWhatTheOthersCannotGive() throws Exception {
    cluster.createTopic("uneven", 3);
    for (int i = 0; i < 40; i++) {
      cluster.send(List.of(new ProducerRecord<>("uneven", i < 3 ? 0 : 2, null, new byte[] {1})));
    }

    assertThat(read("uneven", 10))
        .extracting(record -> record.source() + " " + record.offset())
        .containsExactly(
            "uneven-0 0",
            "uneven-0 1",
            "uneven-0 2",
            "uneven-2 30",
            "uneven-2 31",
            "uneven-2 32",
            "uneven-2 33",
            "uneven-2 34",
            "uneven-2 35",
            "uneven-2 36");
    assertThat(read("uneven", 1_000)).hasSize(40);
  }

  @Test
  void aTopicWhoseRecordsAllWaitForATransactionIsNotEmpty() throws Exception {
    cluster.createTopic("open", 1);
    assertThat(read("open", 4)).isEmpty();
    try (KafkaProducer<byte[], byte[]> producer = transactional()) {
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("open", new byte[] {1})).get();

      assertThatThrownBy(() -> read("open", 4))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("topic open: all its records (1) wait for a transaction to end");
      producer.abortTransaction();
    }
  }

  private KafkaProducer<byte[], byte[]> transactional() {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", cluster.bootstrapServers(), "transactional.id", "t");
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
    return producer;
  }

  @Test
  void stepsBackOverWhatIsNoCommittedRecord() throws Exception {
    cluster.createTopic("transactions", 1);
    try (KafkaProducer<byte[], byte[]> producer = transactional()) {
      for (byte i = 0; i < 30; i++) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("transactions", new byte[] {i})).get();
        if (i % 3 == 0) {
          producer.commitTransaction();
        } else {
          producer.abortTransaction();
        }
      }
    }

    assertThat(read("transactions", 4))
        .extracting(ReadRecord::value)
        .containsExactly(new byte[] {18}, new byte[] {21}, new byte[] {24}, new byte[] {27});
    assertThat(read("transactions", 100)).hasSize(10);
  }

  @Test
  void aTopicThatIsMissingIsNotCreated() throws Exception {
    assertThatThrownBy(() -> read("missing", 1))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("input.topic: got missing, wants a topic that exists");
    assertThat(cluster.topics()).doesNotContain("missing");
  }

  private List<ReadRecord> read(String topic, int count) {
    Map<String, String> settings =
        Map.of("bootstrap.servers", cluster.bootstrapServers(), "application.id", "none");
    return TopicTail.read(settings, topic, count);
  }
}
