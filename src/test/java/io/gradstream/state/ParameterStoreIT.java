package io.gradstream.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gradstream.state.IntegerApplication.Memory;
import io.gradstream.state.IntegerApplication.Opened;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParameterStoreIT {
  private final IntegerTopics topics = new IntegerTopics();
  private final List<Integer> produced = new ArrayList<>();

  @AfterAll
  void stopBroker() {
    topics.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {16_385, 2_000_000})
  void restoresTheCommittedModelFromTheChangelogAndFromDisk(
      int size, @TempDir Path first, @TempDir Path wiped) throws Exception {
    String topic = createTopic("restore-" + size);
    produce(topic, 300);
    try (IntegerApplication application =
        new IntegerApplication(topics.broker(), first, topic, size, 0)) {
      assertThat(application.nextOpened().restored()).isFalse();
      topics.awaitCommitted(topic, 300);
    }
    try (IntegerApplication application =
        new IntegerApplication(topics.broker(), wiped, topic, size, 0)) {
      assertIsModelAfter(300, application.nextOpened());
      produce(topic, 100);
      topics.awaitCommitted(topic, 400);
    }
    try (IntegerApplication application =
        new IntegerApplication(topics.broker(), wiped, topic, size, 0)) {
      assertIsModelAfter(400, application.nextOpened());
    }
  }

  @Test
  void flushesInsideTheTransactionThatCommitsTheInput(@TempDir Path directory) throws Exception {
    int size = 40_000;
    String topic = createTopic("commit");
    try (IntegerApplication application =
        new IntegerApplication(topics.broker(), directory, topic, size, 0)) {
      assertThat(application.nextOpened().restored()).isFalse();
      for (int round = 1; round <= 5; round++) {
        produce(topic, 50);
        topics.awaitCommitted(topic, produced.size());
        awaitChangelogIsModelAfter(produced.size(), topic, size);
      }
    }
  }

  @Test
  void unlearnsWhatAnAbortedTransactionHadLearned(@TempDir Path directory) throws Exception {
    int size = 40_000;
    String topic = createTopic("abort");
    try (IntegerApplication application =
        new IntegerApplication(topics.broker(), directory, topic, size, 1)) {
      assertThat(application.nextOpened().restored()).isFalse();
      produce(topic, 50);
      topics.awaitCommitted(topic, 50);
      send(topic, 1);
      send(topic, 0);
      Opened again = application.nextOpened();
      assertThat(again.upToOffset()).isBetween(50L, 51L);
      assertIsModelAfter((int) again.upToOffset(), again);
      produce(topic, 50);
      topics.awaitCommitted(topic, 102);
      awaitChangelogIsModelAfter(102, topic, size);
    }
  }

  private void assertIsModelAfter(int records, Opened opened) {
    assertThat(opened.restored()).isTrue();
    assertThat(opened.upToOffset()).isEqualTo(records);
    assertThat(opened.examples()).isEqualTo(records);
    int size = opened.memory().weights().length();
    Memory.assertSame(opened.memory(), Memory.after(size, produced.subList(0, records)));
  }

  /** Markers of one transaction become visible partition by partition, hence the waiting. */
  private void awaitChangelogIsModelAfter(int records, String topic, int size) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              Memory memory = Memory.of(size);
              StoredModel model =
                  new ParameterStore(committedChangelog(topic))
                      .open(
                          "p0", StoredParts.of(IntegerApplication.SPECIFICATION, memory.arrays()));
              assertThat(model.learnedUpToOffset()).isEqualTo(records);
              Memory.assertSame(memory, Memory.after(size, produced.subList(0, records)));
            });
  }

  private KeyValueStore<Bytes, byte[]> committedChangelog(String topic) {
    KeyValueStore<Bytes, byte[]> entries = Stores.inMemoryKeyValueStore("changelog").get();
    TopicPartition changelog = new TopicPartition(topic + "-learner-parameters-changelog", 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                topics.broker().bootstrapServers(),
                "isolation.level",
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(changelog));
      consumer.seekToBeginning(List.of(changelog));
      long end = consumer.endOffsets(List.of(changelog)).getOrDefault(changelog, 0L);
      while (consumer.position(changelog) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          entries.put(Bytes.wrap(record.key()), record.value());
        }
      }
    }
    return entries;
  }

  private String createTopic(String name) throws Exception {
    produced.clear();
    topics.create(name);
    return name;
  }

  private void produce(String topic, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      send(topic, 1 + produced.size() % 17);
    }
  }

  private void send(String topic, int value) throws Exception {
    topics.send(topic, value);
    produced.add(value);
  }
}
