package io.gradstream.fire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationReader;
import io.gradstream.fire.Account.Balance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An account balances only if each record was learned once, in order, by one model. */
class AccountTest {
  private static final int RECORDS = 300;

  private final Configuration configuration =
      new ConfigurationReader()
          .parse(
              new Settings(Plan.of(1, 60).scene()).of("learner-1", "broker:9092", Path.of("state")),
              Path.of(""));
  private final Map<String, List<ConsumerRecord<byte[], byte[]>>> topics = new HashMap<>();
  private final Replay learner = new Replay(configuration);

  @BeforeEach
  void writeInput() {
    Rows rows = new Rows(1);
    for (int i = 0; i < RECORDS; i++) {
      write(Settings.INPUT, new RecordHeaders(), rows.next());
    }
  }

  @AfterEach
  void close() {
    learner.close();
  }

  @Test
  void balancesWhereEachRecordWasLearnedOnce() throws Exception {
    learn(0, RECORDS);

    Balance balance = balance(learner);

    assertThat(balance.findings()).isEmpty();
    assertThat(balance.counts())
        .containsKey("losses")
        .containsEntry("records", RECORDS)
        .containsEntry("rejects", RECORDS - records("examples-predictions").size());
  }

  @Test
  void findsRecordsThatWereSkipped() throws Exception {
    learn(0, 150);
    learn(160, RECORDS);

    assertThat(balance(learner).counts())
        .containsKeys(Account.LOST, Account.DIFFERENT, Account.MODELS);
  }

  @Test
  void findsRecordsThatWereLearnedTwiceAsTheirCommitWasLost() throws Exception {
    learn(0, 150);
    learn(140, RECORDS);

    assertThat(balance(learner).counts())
        .containsKeys(Account.DOUBLED, Account.DIFFERENT, Account.MODELS);
  }

  @Test
  void findsAnOlderModelThatWentOn() throws Exception {
    learn(0, 150);
    try (Replay older = new Replay(configuration)) {
      input(0, 100).forEach(older::next);
      learn(older, 150, RECORDS);

      assertThat(balance(older).counts())
          .containsKeys(Account.DIFFERENT, Account.MODELS)
          .doesNotContainKeys(Account.LOST, Account.DOUBLED);
    }
  }

  @Test
  void findsAModelWithoutWhatItLearnedLast() throws Exception {
    learn(0, RECORDS);
    try (Replay restored = new Replay(configuration)) {
      input(0, RECORDS - 20).forEach(restored::next);

      assertThat(balance(restored).counts())
          .containsEntry(Account.MODELS, 1)
          .doesNotContainKeys(Account.LOST, Account.DOUBLED, Account.DIFFERENT);
    }
  }

  @Test
  void findsOutputsThatAreMissingAndOutputsOfNoRecord() throws Exception {
    learn(0, RECORDS);
    for (String output : List.of("predictions", "losses", "rejects")) {
      records(Settings.INPUT + "-" + output).removeFirst();
    }
    records(Settings.INPUT).removeLast();

    Balance balance = balance(learner);

    assertThat(balance.counts()).containsEntry(Account.LOST, 3).containsKey(Account.DOUBLED);
  }

  private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    return topics.computeIfAbsent(topic, _ -> new ArrayList<>());
  }

  private List<ConsumerRecord<byte[], byte[]>> input(int from, int to) {
    return records(Settings.INPUT).subList(from, to);
  }

  private void learn(int from, int to) {
    learn(learner, from, to);
  }

  private void learn(Replay replay, int from, int to) {
    for (ConsumerRecord<byte[], byte[]> record : input(from, to)) {
      Replay.Expected expected = replay.next(record);
      Headers headers = new RecordHeaders();
      publish("predictions", headers, expected.prediction());
      publish("losses", headers, expected.loss());
      if (expected.reject() != null) {
        headers
            .add("__streams.errors.partition", bytes(record.partition()))
            .add("__streams.errors.offset", bytes(record.offset()))
            .add("gradstream.reason", expected.reject().get());
        publish("rejects", headers, expected.reject());
      }
    }
  }

  private void publish(String output, Headers headers, @Nullable Bytes value) {
    if (value != null) {
      write(Settings.INPUT + "-" + output, headers, value.get());
    }
  }

  private static byte[] bytes(long number) {
    return Long.toString(number).getBytes(UTF_8);
  }

  private void write(String topic, Headers headers, byte @Nullable [] value) {
    List<ConsumerRecord<byte[], byte[]>> records = records(topic);
    records.add(
        new ConsumerRecord<>(
            topic,
            0,
            records.size(),
            1_000L * records.size(),
            TimestampType.CREATE_TIME,
            ConsumerRecord.NULL_SIZE,
            ConsumerRecord.NULL_SIZE,
            null,
            value,
            headers,
            Optional.empty()));
  }

  private Balance balance(Replay model) throws Exception {
    return Account.of(this::records, configuration, Map.of(0, model.report()));
  }
}
