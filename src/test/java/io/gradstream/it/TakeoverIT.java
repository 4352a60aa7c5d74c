package io.gradstream.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.embedded.Broker;
import io.gradstream.embedded.BrokerSettings;
import io.gradstream.embedded.EmbeddedBroker;
import io.gradstream.support.Cluster;
import io.gradstream.support.Program;
import io.gradstream.support.Published;
import io.gradstream.support.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes that share the partitions of a topic. */
class TakeoverIT {
  private static final String TOPIC = "shared";
  private static final int PARTITIONS = 4;
  private static final int SENT_AT_ONCE = 100;

  /** By itself this broker never ends a transaction that a killed process has left open. */
  private final Broker broker =
      EmbeddedBroker.inProcess(
          BrokerSettings.temporary()
              .with("transaction.abort.timed.out.transaction.cleanup.interval.ms", "3600000"));

  private final Cluster cluster = new Cluster(broker.bootstrapServers());
  private int sent;

  @TempDir private Path directory;

  @AfterEach
  void stop() {
    cluster.close();
    broker.close();
  }

  /** How soon that is hangs on the session, which {@code StreamsSettingsTest} has. */
  @Test
  void thePartitionsOfOneThatWasKilledAreLearnedByTheOther() throws Exception {
    cluster.createTopic(TOPIC, PARTITIONS);
    try (Program killed = run("killed");
        Program other = run("other")) {
      Awaitility.await("two members with two partitions each")
          .atMost(Duration.ofMinutes(3))
          .failFast(killed::assertRunning)
          .until(() -> partitionsOfMembers().equals(List.of(2, 2)));
      try (TopicReader predictions = cluster.committed(TOPIC + "-predictions");
          TopicReader losses = cluster.committed(TOPIC + "-losses");
          TopicReader attempts = cluster.uncommitted(TOPIC + "-predictions")) {
        send();
        predictions.await(sent, other::assertRunning);
        send();
        attempts.await(sent, other::assertRunning);
        killed.kill();
        long nanos = System.nanoTime();
        send();

        predictions.await(sent, other::assertRunning);
        losses.await(sent, other::assertRunning);
        System.err.printf(
            "all learned by the other %.1f s after the kill%n", (System.nanoTime() - nanos) / 1e9);
        assertThat(other.terminate()).as(other.stderr()).isEqualTo(Program.TERMINATED);

        assertThat(offsets(Published.predictions(predictions.all()))).isEqualTo(allOffsets());
        assertThat(offsets(Published.losses(losses.all()))).isEqualTo(allOffsets());
        assertThat(attempts.all()).as("aborted ones too").hasSizeGreaterThan(sent);
      }
    }
  }

  private List<Integer> partitionsOfMembers() throws Exception {
    return cluster.members(TOPIC).stream()
        .map(member -> member.assignment().topicPartitions().size())
        .toList();
  }

  private void send() throws Exception {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int n = 0; n < SENT_AT_ONCE * PARTITIONS; n++) {
      String value = "{\"x\": %d, \"y\": \"%s\"}".formatted(n % 7, n % 7 > 3 ? "high" : "low");
      records.add(new ProducerRecord<>(TOPIC, n % PARTITIONS, null, value.getBytes(UTF_8)));
    }
    cluster.send(records);
    sent += records.size();
  }

  private static List<String> offsets(List<Published> published) {
    return published.stream().map(one -> one.partition() + "-" + one.offset()).sorted().toList();
  }

  private List<String> allOffsets() {
    return IntStream.range(0, sent)
        .mapToObj(n -> n % PARTITIONS + "-" + n / PARTITIONS)
        .sorted()
        .toList();
  }

  /** With commits so far apart that a kill meets an open transaction. */
  private Program run(String name) throws IOException {
    Path config =
        Files.writeString(
            directory.resolve(name + ".yaml"),
            """
            input: {topic: %1$s, format: json}
            mapping: {label: y, classes: [low, high], features: [{path: x, kind: numeric}]}
            network: {hidden: [4]}
            http: {port: null}
            kafka:
              bootstrap.servers: %2$s
              application.id: %1$s
              state.dir: %3$s
              commit.interval.ms: 2000
              producer.linger.ms: 0
            """
                .formatted(TOPIC, broker.bootstrapServers(), directory.resolve(name)));
    return Program.start(directory, "run", "--config", config);
  }
}
