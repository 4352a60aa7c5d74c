package io.gradstream.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.embedded.BrokerSettings;
import io.gradstream.embedded.EmbeddedBroker;
import io.gradstream.support.CapturedLog;
import io.gradstream.support.Cluster;
import io.gradstream.topology.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.coordinator.group.GroupCoordinatorConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Brokers that answer, of a cluster that cannot say what a group has committed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterContactIT {
  private static final short MORE_THAN_THERE_ARE = 3;

  @AutoClose
  private final Cluster cluster =
      new Cluster(
          EmbeddedBroker.inProcess(
              BrokerSettings.temporary()
                  .with(
                      GroupCoordinatorConfig.OFFSETS_TOPIC_REPLICATION_FACTOR_CONFIG,
                      "" + MORE_THAN_THERE_ARE)
                  .with(GroupCoordinatorConfig.OFFSETS_TOPIC_PARTITIONS_CONFIG, "1")));

  @Test
  @Order(1)
  void saysThatTheyDoNotAnswerForTheTopics() throws Exception {
    cluster.createTopic("refused", 1);

    assertThatThrownBy(() -> contact("refused", Duration.ofMillis(1)).await(() -> false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("brokers answer at " + cluster.bootstrapServers())
        .hasMessageContaining("groups have coordinators");
  }

  @Test
  @Order(2)
  void startsOnceTheyDo() throws Exception {
    cluster.createTopic("waits", 1);
    try (CapturedLog log = CapturedLog.of(ClusterContact.class)) {
      CompletableFuture<Boolean> reached =
          CompletableFuture.supplyAsync(
              () -> contact("waits", Duration.ofMinutes(5)).await(() -> false));
      Awaitility.await().until(() -> !log.lines().isEmpty());
      assertThat(reached).isNotDone();
      NewTopic offsets = new NewTopic(Topic.GROUP_METADATA_TOPIC_NAME, 1, (short) 1);
      cluster.admin().createTopics(List.of(offsets)).all().get();

      assertThat(reached.get()).isTrue();
    }
    assertThat(cluster.topics()).contains("waits-losses");
  }

  private ClusterContact contact(String topic, Duration patience) {
    Map<String, Object> settings =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            cluster.bootstrapServers(),
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            2_000,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            2_000);
    Topics topics =
        new Topics(
            topic,
            topic + "-predictions",
            topic + "-losses",
            topic + "-evaluations",
            topic + "-drifts",
            topic + "-rejects");
    return new ClusterContact(settings, new ClusterTopics(topics, topic, (short) 1), patience);
  }
}
