package io.gradstream.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gradstream.state.IntegerApplication.Memory;
import io.gradstream.state.IntegerApplication.Opened;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A restore that something interrupts is never taken for complete: whatever is opened afterwards is
 * what was committed with the input offset.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InterruptedRestoreIT {
  private static final int SIZE = 40_000;
  private static final int COMMITTED = 50;
  private static final int ALL = 60;

  private final IntegerTopics topics = new IntegerTopics();

  @TempDir private Path directory;

  @AfterAll
  void stopBroker() {
    topics.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void opensAllThatWasCommittedAfterAFencedRestore(int batches) throws Exception {
    String topic = "fenced-" + batches;
    FaultyClients clients = new FaultyClients();
    try (IntegerApplication application = application(topic, directory, clients)) {
      learnThenFail(topic, application, clients, batches);
      clients.fence();
      assertGoesOn(topic, application);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void opensAllThatWasCommittedAfterARestoreWasStopped(int batches) throws Exception {
    String topic = "stopped-" + batches;
    FaultyClients clients = new FaultyClients();
    try (IntegerApplication application = application(topic, directory, clients)) {
      learnThenFail(topic, application, clients, batches);
    }
    clients.recover();
    try (IntegerApplication application = application(topic, directory, clients)) {
      assertGoesOn(topic, application);
    }
  }

  @Test
  void opensAllThatWasCommittedFromWhatAKillDuringARestoreLeaves() throws Exception {
    String topic = "killed";
    Path image = directory.resolve("image");
    FaultyClients clients = new FaultyClients();
    try (IntegerApplication application = application(topic, directory.resolve("alive"), clients)) {
      learnThenFail(topic, application, clients, 1);
      copy(directory.resolve("alive"), image);
    }
    clients.recover();
    try (IntegerApplication application = application(topic, image, clients)) {
      assertGoesOn(topic, application);
    }
  }

  /**
   * Kafka Streams then begins the restore behind offsets that it wrote before the store was wiped.
   */
  @Test
  void opensAllThatWasCommittedAfterARestoreThatBeganTooLate() throws Exception {
    String topic = "late";
    FaultyClients clients = new FaultyClients();
    try (IntegerApplication application = application(topic, directory, clients)) {
      learn(topic, application);
      clients.failNextCommitAndHideTheEnd();
      produce(topic, COMMITTED, ALL);
      await().atMost(Duration.ofSeconds(60)).until(clients::hasStarved);
      clients.recover();
      assertGoesOn(topic, application);
    }
  }

  /**
   * Kafka Streams goes on behind records that nobody has learned where a rebalance ends between the
   * revival of a task and its opening: with some of these time-outs, not with all.
   */
  @Test
  void learnsEachRecordHoweverOftenACommitTimesOut() throws Exception {
    String topic = "skipped";
    int learned = COMMITTED;
    FaultyClients clients = new FaultyClients();
    try (IntegerApplication application = application(topic, directory, clients)) {
      learn(topic, application);
      for (int timeout = 0; timeout < 6; timeout++) {
        clients.failNextCommitAlone();
        produce(topic, learned, learned + 10);
        await().atMost(Duration.ofSeconds(60)).until(clients::hasFailedToCommit);
        produce(topic, learned + 10, learned + 20);
        learned += 20;
        topics.awaitCommitted(topic, learned);
      }
    }
    try (IntegerApplication again =
        application(topic, directory.resolve("empty"), new FaultyClients())) {
      Opened opened = again.nextOpened();
      assertThat(opened.examples()).isEqualTo(learned);
      Memory.assertSame(opened.memory(), Memory.after(SIZE, values(learned)));
    }
  }

  /** The same, where nothing is committed yet that could tell. */
  @Test
  void learnsTheFirstRecordsThoughTheFirstCommitTimesOut() throws Exception {
    for (int attempt = 0; attempt < 4; attempt++) {
      String topic = "first-" + attempt;
      topics.create(topic);
      FaultyClients clients = new FaultyClients();
      try (IntegerApplication application = application(topic, directory.resolve(topic), clients)) {
        assertThat(application.nextOpened().restored()).isFalse();
        clients.failNextCommitAlone();
        produce(topic, 0, 10);
        await().atMost(Duration.ofSeconds(60)).until(clients::hasFailedToCommit);
        produce(topic, 10, 20);
        topics.awaitCommitted(topic, 20);
      }
      try (IntegerApplication again =
          application(topic, directory.resolve("empty"), new FaultyClients())) {
        Memory.assertSame(again.nextOpened().memory(), Memory.after(SIZE, values(20)));
      }
    }
  }

  @Test
  void opensAllThatWasCommittedFromACopyOfAnOlderStateDirectory() throws Exception {
    String topic = "copied";
    Path older = directory.resolve("older");
    try (IntegerApplication application =
        application(topic, directory.resolve("now"), new FaultyClients())) {
      learn(topic, application);
    }
    copy(directory.resolve("now"), older);
    try (IntegerApplication application =
        application(topic, directory.resolve("now"), new FaultyClients())) {
      assertThat(application.nextOpened().upToOffset()).isEqualTo(COMMITTED);
      produce(topic, COMMITTED, ALL);
      topics.awaitCommitted(topic, ALL);
    }
    try (IntegerApplication application = application(topic, older, new FaultyClients())) {
      assertIsModelOfAll(application.nextOpened());
    }
  }

  private IntegerApplication application(String topic, Path state, FaultyClients clients) {
    return new IntegerApplication(
        topics.broker(),
        state,
        topic,
        SIZE,
        0,
        clients,
        Map.of("restore.consumer.max.poll.records", 5));
  }

  private void learn(String topic, IntegerApplication application) throws Exception {
    topics.create(topic);
    assertThat(application.nextOpened().restored()).isFalse();
    for (int learned = 0; learned < COMMITTED; learned += 10) {
      produce(topic, learned, learned + 10);
      topics.awaitCommitted(topic, learned + 10);
    }
  }

  private void learnThenFail(
      String topic, IntegerApplication application, FaultyClients clients, int batches)
      throws Exception {
    learn(topic, application);
    clients.failNextCommit(batches);
    produce(topic, COMMITTED, ALL);
    await().atMost(Duration.ofSeconds(60)).until(clients::hasStarved);
  }

  private void assertGoesOn(String topic, IntegerApplication application) throws Exception {
    Opened opened = application.nextOpened();
    assertThat(opened.restored()).isTrue();
    assertThat(opened.upToOffset()).isBetween((long) COMMITTED, (long) ALL);
    Memory.assertSame(opened.memory(), Memory.after(SIZE, values((int) opened.upToOffset())));
    topics.awaitCommitted(topic, ALL);
    application.close();
    try (IntegerApplication again =
        application(topic, directory.resolve("empty"), new FaultyClients())) {
      assertIsModelOfAll(again.nextOpened());
    }
  }

  private static void assertIsModelOfAll(Opened opened) {
    assertThat(opened.upToOffset()).isEqualTo(ALL);
    Memory.assertSame(opened.memory(), Memory.after(SIZE, values(ALL)));
  }

  private static List<Integer> values(int count) {
    return Stream.iterate(0, i -> i + 1).limit(count).map(i -> 1 + i % 17).toList();
  }

  private void produce(String topic, int from, int to) throws Exception {
    for (Integer value : values(to).subList(from, to)) {
      topics.send(topic, value);
    }
  }

  /** Files may be gone by the time they are copied, as when a process is killed. */
  private static void copy(Path from, Path to) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> found = Files.walk(from)) {
      found.forEach(files::add);
    }
    for (Path file : files) {
      Path target = to.resolve(from.relativize(file).toString());
      if (Files.isDirectory(file)) {
        Files.createDirectories(target);
      } else if (Files.exists(file)) {
        Files.copy(file, target);
      }
    }
  }
}
