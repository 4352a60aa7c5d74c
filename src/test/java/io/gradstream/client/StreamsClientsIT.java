package io.gradstream.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.embedded.BrokerSettings;
import io.gradstream.embedded.EmbeddedBroker;
import io.gradstream.support.Cluster;
import io.gradstream.support.TopicReader;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamsClientsIT {
  @AutoClose
  private final Cluster cluster =
      new Cluster(EmbeddedBroker.childProcess(BrokerSettings.temporary()));

  @Test
  void aRecordThatComesWhileACommitIsAwaitedIsNotPartOfIt() throws Exception {
    assertThat(committedThoughRefused("guarded", new StreamsClients()::getProducer))
        .containsExactly("first", "second");
  }

  /** If this fails, the guard is not needed any more. */
  @Test
  void withoutTheGuardItIs() throws Exception {
    assertThat(
            committedThoughRefused(
                "plain",
                settings ->
                    new KafkaProducer<>(
                        settings, new ByteArraySerializer(), new ByteArraySerializer())))
        .containsExactly("first", "second", "refused");
  }

  private List<String> committedThoughRefused(
      String topic, Function<Map<String, Object>, Producer<byte[], byte[]>> clients)
      throws Exception {
    cluster.createTopic(topic, 1);
    try (Producer<byte[], byte[]> producer =
            clients.apply(
                Map.of(
                    "bootstrap.servers",
                    cluster.bootstrapServers(),
                    "transactional.id",
                    topic,
                    "max.block.ms",
                    5_000));
        TopicReader reader = cluster.committed(topic)) {
      producer.initTransactions();
      producer.beginTransaction();
      send(producer, topic, "first");
      producer.commitTransaction();
      producer.beginTransaction();
      signal("-STOP");
      try {
        send(producer, topic, "second");
        assertThatThrownBy(producer::commitTransaction).isInstanceOf(TimeoutException.class);
        assertThatThrownBy(() -> send(producer, topic, "refused"))
            .isInstanceOfAny(TimeoutException.class, IllegalStateException.class);
      } finally {
        signal("-CONT");
      }
      producer.commitTransaction();
      return reader.all().stream().map(each -> new String(each.value(), UTF_8)).toList();
    }
  }

  private static void send(Producer<byte[], byte[]> producer, String topic, String value) {
    var _ = producer.send(new ProducerRecord<>(topic, value.getBytes(UTF_8)));
  }

  private static void signal(String signal) throws Exception {
    ProcessHandle process =
        ProcessHandle.current()
            .children()
            .filter(child -> child.info().commandLine().orElse("").contains("BrokerProcess"))
            .findAny()
            .orElseThrow();
    int exit = new ProcessBuilder("kill", signal, "" + process.pid()).start().waitFor();
    assertThat(exit).isZero();
  }
}
