package io.gradstream.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gradstream.app.LearningApplication;
import io.gradstream.config.ConfigurationReader;
import io.gradstream.embedded.Broker;
import io.gradstream.embedded.BrokerSettings;
import io.gradstream.embedded.EmbeddedBroker;
import io.gradstream.support.Cluster;
import io.gradstream.support.Published;
import io.gradstream.support.TopicReader;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands beside a record's value: a key with fields, and no timestamp. */
class KeyIT {
  private static final long NO_TIMESTAMP = -1;

  @TempDir private Path directory;

  @Test
  void fieldsOfTheKeyAreReadAndATimestampIsNotNeeded() throws Exception {
    try (Broker broker = EmbeddedBroker.inProcess(BrokerSettings.temporary());
        Cluster cluster = new Cluster(broker.bootstrapServers());
        LearningApplication application = application(broker)) {
      cluster.createTopic("keyed", 1);
      cluster.send(
          List.of(
              record("{\"order\": 7, \"shop\": \"a\"}", "{\"x\": 1, \"at\": 5000, \"y\": \"yes\"}"),
              record("{\"order\": 8", "{\"x\": 1, \"y\": \"yes\"}"),
              record(null, "{\"x\": 2, \"y\": \"no\"}"),
              new WithoutTimestamp(
                  "keyed", "{\"order\": 9}", "{\"x\": 3, \"at\": 5000, \"y\": \"no\"}")));
      application.start();
      try (TopicReader losses = cluster.committed("keyed-losses");
          TopicReader rejects = cluster.committed("keyed-rejects");
          TopicReader input = cluster.committed("keyed")) {
        losses.await(3, () -> assertThat(application.health().failure()).isEmpty());
        assertThat(Published.losses(losses.all()))
            .extracting(Published::exampleId, Published::offset)
            .containsExactly(tuple("7", 0L), tuple(null, 2L), tuple("9", 3L));
        assertThat(losses.all().getFirst().key()).asString(UTF_8).contains("\"shop\": \"a\"");
        assertThat(rejects.all())
            .singleElement()
            .satisfies(
                reject -> {
                  assertThat(reject.headers().lastHeader("gradstream.reason").value())
                      .asString(UTF_8)
                      .isEqualTo("UNDECODABLE");
                  assertThat(reject.key()).asString(UTF_8).isEqualTo("{\"order\": 8");
                });
        assertThat(input.all())
            .extracting(ConsumerRecord::timestamp)
            .last()
            .isEqualTo(NO_TIMESTAMP);
      }
    }
  }

  private static ProducerRecord<byte[], byte[]> record(@Nullable String key, String value) {
    return new ProducerRecord<>(
        "keyed", 0, 10_000L, key == null ? null : key.getBytes(UTF_8), value.getBytes(UTF_8));
  }

  /** As old producers, and some that are not Java's, write them: Java's own checks and fills in. */
  private static final class WithoutTimestamp extends ProducerRecord<byte[], byte[]> {
    WithoutTimestamp(String topic, String key, String value) {
      super(topic, 0, key.getBytes(UTF_8), value.getBytes(UTF_8));
    }

    @Override
    public Long timestamp() {
      return NO_TIMESTAMP;
    }
  }

  private LearningApplication application(Broker broker) {
    return new LearningApplication(
        new ConfigurationReader()
            .parse(
                """
                input: {topic: keyed, format: json, key-format: json}
                mapping:
                  label: y
                  task: classification
                  id: (key).order
                  features: [x, (key).shop, {path: at, kind: timestamp, parts: [age]}]
                network: {hidden: [4]}
                http: {port: null}
                kafka:
                  bootstrap.servers: %s
                  application.id: keyed
                  state.dir: %s
                """
                    .formatted(broker.bootstrapServers(), directory),
                directory));
  }
}
