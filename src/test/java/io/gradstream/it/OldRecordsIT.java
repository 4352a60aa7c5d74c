package io.gradstream.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.app.LearningApplication;
import io.gradstream.config.ConfigurationReader;
import io.gradstream.embedded.Broker;
import io.gradstream.embedded.BrokerSettings;
import io.gradstream.embedded.EmbeddedBroker;
import io.gradstream.support.Cluster;
import io.gradstream.support.TopicReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of records whose timestamps are far from now. */
class OldRecordsIT {
  private static final long OF_2001 = 1_000_000_000_000L;
  private static final long OF_2100 = 4_102_444_800_000L;

  /** Looks at retention from its start, again and again. */
  private final Broker broker =
      EmbeddedBroker.inProcess(
          BrokerSettings.temporary()
              .with("log.initial.task.delay.ms", "100")
              .with("log.retention.check.interval.ms", "100"));

  private final Cluster cluster = new Cluster(broker.bootstrapServers());

  @TempDir private Path directory;

  @AfterEach
  void stop() {
    cluster.close();
    broker.close();
  }

  @Test
  void theirOutputsAreKeptAndKnowTheirTimestamps() throws Exception {
    NewTopic input = new NewTopic("events", 1, (short) 1);
    Map<String, String> anyTime =
        Map.of("retention.ms", "-1", "message.timestamp.after.max.ms", Long.toString(OF_2100));
    cluster.admin().createTopics(List.of(input.configs(anyTime))).all().get();
    for (String output : List.of("predictions", "losses", "evaluations", "rejects")) {
      cluster.createTopic("events-" + output, 1);
    }
    cluster.createTopic("doomed", 1);
    long begun = System.currentTimeMillis();
    cluster.send(
        List.of(
            record(OF_2001, "{\"x\": 1, \"y\": \"high\"}"),
            record(OF_2100, "{\"x\": 0, \"y\": \"low\"}"),
            record(OF_2001, "no JSON")));
    try (LearningApplication application = learn();
        TopicReader predictions = cluster.committed("events-predictions");
        TopicReader losses = cluster.committed("events-losses");
        TopicReader evaluations = cluster.committed("events-evaluations");
        TopicReader rejects = cluster.committed("events-rejects")) {
      ConsumerRecord<byte[], byte[]> reject =
          rejects.await(1, () -> assertThat(application.health().failure()).isEmpty()).getFirst();
      assertThat(header(reject, "gradstream.timestamp")).isEqualTo(Long.toString(OF_2001));
      assertThat(header(reject, "gradstream.application")).isEqualTo("historian");
      assertThat(reject.timestamp()).isBetween(begun, System.currentTimeMillis());
      for (TopicReader output : List.of(predictions, losses, evaluations)) {
        List<ConsumerRecord<byte[], byte[]>> written =
            output.await(2, () -> assertThat(application.health().failure()).isEmpty());
        assertThat(written)
            .extracting(one -> json(one).path("inputTimestamp").asLong())
            .containsExactly(OF_2001, OF_2100);
        assertThat(written)
            .allSatisfy(
                one -> {
                  assertThat(json(one).path("application").asText()).isEqualTo("historian");
                  assertThat(one.timestamp()).isBetween(begun, System.currentTimeMillis());
                });
      }
    }
    cluster.send(List.of(new ProducerRecord<>("doomed", 0, OF_2001, null, new byte[1])));
    Awaitility.await("the broker has looked at retention")
        .atMost(Duration.ofMinutes(2))
        .until(() -> earliest("doomed") == 1);
    for (String output : List.of("predictions", "losses", "evaluations", "rejects")) {
      assertThat(earliest("events-" + output)).as(output).isZero();
    }
  }

  private LearningApplication learn() {
    LearningApplication application =
        new LearningApplication(
            new ConfigurationReader()
                .parse(
                    """
                    input: {topic: events, format: json}
                    output: {format: json}
                    mapping: {label: y, classes: [low, high], features: [{path: x, kind: numeric}]}
                    evaluation: {every: 1}
                    network: {hidden: [4]}
                    kafka:
                      bootstrap.servers: %s
                      application.id: historian
                      state.dir: %s
                    """
                        .formatted(broker.bootstrapServers(), directory),
                    directory));
    application.start();
    return application;
  }

  private static ProducerRecord<byte[], byte[]> record(long timestamp, String value) {
    return new ProducerRecord<>("events", 0, timestamp, null, value.getBytes(UTF_8));
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  private static JsonNode json(ConsumerRecord<byte[], byte[]> record) throws RuntimeException {
    try {
      return new ObjectMapper().readTree(record.value());
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  private long earliest(String topic) throws Exception {
    TopicPartition partition = new TopicPartition(topic, 0);
    return cluster
        .admin()
        .listOffsets(Map.of(partition, OffsetSpec.earliest()))
        .partitionResult(partition)
        .get()
        .offset();
  }
}
