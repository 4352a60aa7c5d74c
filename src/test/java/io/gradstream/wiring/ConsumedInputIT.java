package io.gradstream.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.embedded.BrokerSettings;
import io.gradstream.embedded.EmbeddedBroker;
import io.gradstream.support.CapturedLog;
import io.gradstream.support.Cluster;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Ten records, of which the first three are deleted in the end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsumedInputIT {
  private static final TopicPartition INPUT = new TopicPartition("input", 0);

  @AutoClose
  private final Cluster cluster = new Cluster(EmbeddedBroker.inProcess(BrokerSettings.temporary()));

  @BeforeAll
  void write() throws Exception {
    cluster.createTopic(INPUT.topic(), 1);
    cluster.send(
        Collections.nCopies(10, new ProducerRecord<>(INPUT.topic(), "a record".getBytes(UTF_8))));
    cluster.admin().deleteRecords(Map.of(INPUT, RecordsToDelete.beforeOffset(3))).all().get();
  }

  @Test
  void looksBetweenOffsets() {
    ConsumedInput input = of("between", "latest");
    assertThat(input.holdsRecords(INPUT, 4, 5)).isTrue();
    assertThat(input.holdsRecords(INPUT, 0, 4)).isTrue();
    try (CapturedLog log = CapturedLog.of(ConsumedInput.class)) {
      assertThat(input.holdsRecords(INPUT, 1, 3)).as("deleted").isFalse();
      assertThat(log.lines())
          .singleElement()
          .asString()
          .contains("records were deleted before they were learned partition=input-0 offsets=1..2");
    }
  }

  @Test
  void aGroupThatHasCommittedNothingBeginsWhereItIsSetTo() {
    assertThat(of("new", "earliest").holdsRecords(INPUT, -1, 3)).isFalse();
    assertThat(of("new", "earliest").holdsRecords(INPUT, -1, 4)).isTrue();
    assertThat(of("new", "latest").holdsRecords(INPUT, -1, 10)).isFalse();
    assertThat(of("new", "by_duration:PT1H").holdsRecords(INPUT, -1, 10)).isFalse();
  }

  @Test
  void aGroupBeginsWhereItHasCommitted() throws Exception {
    commit("committed", 6);
    for (String reset : List.of("earliest", "latest")) {
      assertThat(of("committed", reset).holdsRecords(INPUT, -1, 6)).isFalse();
      assertThat(of("committed", reset).holdsRecords(INPUT, -1, 7)).isTrue();
    }
  }

  @Test
  void aCommittedOffsetThatIsNotThereAnyMoreIsNone() throws Exception {
    for (long offset : List.of(1L, 500L)) {
      commit("gone", offset);
      assertThat(of("gone", "earliest").holdsRecords(INPUT, -1, 4)).isTrue();
      assertThat(of("gone", "latest").holdsRecords(INPUT, -1, 10)).isFalse();
    }
  }

  private void commit(String group, long offset) throws Exception {
    cluster
        .admin()
        .alterConsumerGroupOffsets(group, Map.of(INPUT, new OffsetAndMetadata(offset)))
        .all()
        .get();
  }

  private ConsumedInput of(String group, String reset) {
    return new ConsumedInput(
        Map.of(
            "bootstrap.servers",
            cluster.bootstrapServers(),
            "application.id",
            group,
            "group.instance.id",
            "learner-1",
            "main.consumer.group.instance.id",
            "learner-2",
            "consumer.auto.offset.reset",
            reset));
  }
}
