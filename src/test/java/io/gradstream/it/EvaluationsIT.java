package io.gradstream.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.app.LearningApplication;
import io.gradstream.config.ConfigurationReader;
import io.gradstream.embedded.Broker;
import io.gradstream.embedded.BrokerSettings;
import io.gradstream.embedded.EmbeddedBroker;
import io.gradstream.output.DriftEncoder;
import io.gradstream.output.EvaluationEncoder;
import io.gradstream.serde.registry.UndecodableException;
import io.gradstream.support.Cluster;
import io.gradstream.support.SingleObjectDecoder;
import io.gradstream.support.TopicReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topics of evaluations and drifts. */
class EvaluationsIT {
  private final Broker broker = EmbeddedBroker.inProcess(BrokerSettings.temporary());
  private final Cluster cluster = new Cluster(broker.bootstrapServers());
  private final Events events = new Events(new Random(5));

  @TempDir private Path directory;

  @BeforeEach
  void createTopic() throws Exception {
    cluster.createTopic("judged", 1);
  }

  @AfterEach
  void stop() {
    cluster.close();
    broker.close();
  }

  /** All labels are 1, then they are drawn: the loss rises and stays. */
  @Test
  void evaluationsComeByCountAndByClockAndDriftsAtOnce() throws Exception {
    send(Collections.nCopies(600, "1"));
    send(drawn(150));
    try (LearningApplication application =
        new LearningApplication(new ConfigurationReader().read(configure()))) {
      application.start();
      try (TopicReader evaluations = cluster.committed("judged-evaluations");
          TopicReader drifts = cluster.committed("judged-drifts")) {
        await(application, evaluations, 750);
        send(List.of("1"));
        await(application, evaluations, 751); // No multiple, so it comes by the clock.
        application.stop();

        assertThat(examples(evaluations))
            .contains(250L, 500L)
            .doesNotHaveDuplicates()
            .endsWith(750L, 751L);
        ConsumerRecord<byte[], byte[]> last = evaluations.all().getLast();
        assertThat(last.key()).isEqualTo(new byte[] {'0'});
        GenericRecord evaluation = decode(EvaluationEncoder.schema(), last);
        assertThat(evaluation.get("inputOffset")).isEqualTo(750L);
        assertThat(evaluation.get("modelVersion")).isEqualTo(751L);
        assertThat(evaluation.get("drifts")).isEqualTo(1L);
        assertThat(((GenericRecord) evaluation.get("whole")).get("examples")).isEqualTo(751.0);
        assertIsTheRise(decode(DriftEncoder.schema(), drifts.all().getLast()), evaluation);
      }
    }
  }

  private static void assertIsTheRise(GenericRecord drift, GenericRecord evaluation) {
    long offset = (long) drift.get("inputOffset");
    assertThat(drift.get("direction")).hasToString("rise");
    assertThat(offset).isBetween(600L, 749L);
    assertThat(drift.get("modelVersion")).isEqualTo(offset);
    assertThat(evaluation.get("lastDrift")).isEqualTo(offset + 1);
    assertThat((double) drift.get("lossAfter")).isGreaterThan((double) drift.get("lossBefore"));
  }

  private static void await(LearningApplication application, TopicReader evaluations, long wanted) {
    Awaitility.await("an evaluation of %d examples".formatted(wanted))
        .atMost(Duration.ofMinutes(1))
        .failFast(() -> assertThat(application.health().failure()).isEmpty())
        .untilAsserted(() -> assertThat(examples(evaluations)).endsWith(wanted));
  }

  /** How many examples each evaluation is of. */
  private static List<Long> examples(TopicReader evaluations) throws Exception {
    List<Long> examples = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : evaluations.all()) {
      examples.add((long) decode(EvaluationEncoder.schema(), record).get("examples"));
    }
    return examples;
  }

  private static GenericRecord decode(Schema schema, ConsumerRecord<byte[], byte[]> record)
      throws UndecodableException {
    return new SingleObjectDecoder(schema).decode(record.value());
  }

  private Path configure() throws Exception {
    Files.writeString(directory.resolve("event.avsc"), Events.SCHEMA.toString());
    return Files.writeString(
        directory.resolve("judged.yaml"),
        Events.MAPPING
            + """
            input: {topic: judged, schema: event.avsc}
            evaluation: {every: 250, every-seconds: 1}
            http: {port: null}
            kafka:
              bootstrap.servers: %s
              application.id: judged
              state.dir: %s
            """
                .formatted(broker.bootstrapServers(), directory.resolve("state")));
  }

  private static List<String> drawn(int count) {
    List<String> kinds = List.of("1", "2.5", "many");
    return new Random(6).ints(count, 0, kinds.size()).mapToObj(kinds::get).toList();
  }

  private void send(List<String> kinds) throws Exception {
    List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
    for (String kind : kinds) {
      GenericRecord record = events.record();
      record.put("kind", kind);
      sent.add(new ProducerRecord<>("judged", events.encode(record)));
    }
    cluster.send(sent);
  }
}
