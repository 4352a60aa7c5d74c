package io.gradstream.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.app.LearningApplication;
import io.gradstream.config.ConfigurationReader;
import io.gradstream.embedded.Broker;
import io.gradstream.embedded.BrokerSettings;
import io.gradstream.embedded.EmbeddedBroker;
import io.gradstream.support.Cluster;
import io.gradstream.support.Published;
import io.gradstream.support.TopicReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Garbage of just under the broker's limit, and a key that would be in its prediction twice. */
class LargeRecordIT {
  @TempDir private Path directory;

  @Test
  void whatIsTooLargeToGoOutAgainStopsNothing() throws Exception {
    Events events = new Events(new Random(1));
    byte[] good = events.encode(events.record());
    try (Broker broker = EmbeddedBroker.inProcess(BrokerSettings.temporary());
        Cluster cluster = new Cluster(broker.bootstrapServers());
        LearningApplication application = application(broker)) {
      cluster.createTopic("large", 1);
      cluster.send(
          List.of(
              new ProducerRecord<>("large", 0, null, new byte[1_048_450]),
              new ProducerRecord<>("large", 0, new byte[600_000], good),
              withHeader("\u4e2d".repeat(349_450)),
              new ProducerRecord<>("large", 0, null, good)));
      application.start();
      try (TopicReader predictions = cluster.committed("large-predictions");
          TopicReader rejects = cluster.committed("large-rejects")) {
        predictions.await(1, () -> assertThat(application.health().failure()).isEmpty());
        assertThat(Published.predictions(predictions.all()))
            .singleElement()
            .returns(3L, Published::offset);
        assertThat(rejects.all())
            .extracting(reject -> header(reject, "gradstream.reason"))
            .containsExactly("UNDECODABLE", "RECORD_TOO_LARGE", "UNDECODABLE");
        assertThat(rejects.all().getFirst())
            .returns(null, ConsumerRecord::value)
            .returns("1048450", reject -> header(reject, "gradstream.omitted.bytes"))
            .returns("0", reject -> header(reject, "__streams.errors.offset"));
        assertThat(rejects.all().get(1).value()).isEqualTo(good);
        assertThat(rejects.all().getLast().value()).isNull();
      }
    }
  }

  private static ProducerRecord<byte[], byte[]> withHeader(String name) {
    var undecodable = new ProducerRecord<byte[], byte[]>("large", 0, null, new byte[1]);
    undecodable.headers().add(name, new byte[0]);
    return undecodable;
  }

  private LearningApplication application(Broker broker) throws Exception {
    Files.writeString(directory.resolve("event.avsc"), Events.SCHEMA.toString());
    String settings =
        """
        input: {topic: large, schema: event.avsc}
        kafka: {bootstrap.servers: "%s", application.id: large, state.dir: %s}
        """
            .formatted(broker.bootstrapServers(), directory);
    return new LearningApplication(
        new ConfigurationReader().parse(Events.MAPPING + settings, directory));
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String header) {
    return new String(record.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
  }
}
