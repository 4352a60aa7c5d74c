package io.gradstream.it;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.app.LearningApplication;
import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationReader;
import io.gradstream.config.InputConfig;
import io.gradstream.learning.Example;
import io.gradstream.learning.Learner;
import io.gradstream.learning.Prediction;
import io.gradstream.status.PartitionStatus;
import io.gradstream.support.Cluster;
import io.gradstream.support.Published;
import io.gradstream.support.TopicReader;
import io.gradstream.topology.RejectReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Good and malformed records at random, on any broker. */
abstract class RejectContract {
  private static final String INPUT = "events";
  private static final String TRACE = "trace";
  private static final List<Malformation> MALFORMATIONS = List.of(Malformation.values());

  private static final List<String> CLASSES = List.of("1", "2.50", "many");

  private final Random random = new Random(20);
  private final Events events = new Events(random);
  private final List<ProducerRecord<byte[], byte[]>> input = new ArrayList<>();
  private final List<GenericRecord> good = new ArrayList<>();
  private final List<Integer> goodOffsets = new ArrayList<>();
  private final List<Rejected> bad = new ArrayList<>();

  abstract String bootstrapServers();

  /** The number of good records, and of malformed ones. */
  abstract int recordsOfEachKind();

  @Test
  void learnsEachGoodRecordOnceAndGivesBackEachMalformedOne(@TempDir Path stateDirectory)
      throws Exception {
    interleave(recordsOfEachKind());
    try (Cluster cluster = new Cluster(bootstrapServers());
        LearningApplication application = new LearningApplication(configuration(stateDirectory));
        TopicReader predictions = cluster.committed(application.wiring().topics().predictions());
        TopicReader losses = cluster.committed(application.wiring().topics().losses());
        TopicReader rejects = cluster.committed(application.wiring().topics().rejects())) {
      cluster.createTopic(INPUT, 1);
      application.start();
      cluster.send(input);

      predictions.await(good.size(), () -> assertThat(application.health().failure()).isEmpty());
      rejects.await(bad.size(), () -> assertThat(application.health().failure()).isEmpty());
      application.stop();

      assertThat(rejects.all().stream().map(Rejected::of).toList()).isEqualTo(bad);
      assertIsWhatGoodRecordsAloneTeach(
          application, Published.predictions(predictions.all()), Published.losses(losses.all()));
      Map<String, Long> reasons = bad.stream().collect(groupingBy(Rejected::reason, counting()));
      for (RejectReason reason : RejectReason.all()) {
        assertThat(application.board().rejects(reason))
            .as(reason.name())
            .isEqualTo(reasons.getOrDefault(reason.name(), 0L));
      }
    }
  }

  private void interleave(int ofEachKind) {
    while (good.size() < ofEachKind || bad.size() < ofEachKind) {
      int offset = input.size();
      byte[] key = random.nextInt(10) == 0 ? null : text("key " + offset);
      GenericRecord record = events.record();
      byte[] value;
      if (bad.size() == ofEachKind || (good.size() < ofEachKind && random.nextBoolean())) {
        good.add(record);
        goodOffsets.add(offset);
        value = events.encode(record);
      } else {
        Malformation malformation = MALFORMATIONS.get(random.nextInt(MALFORMATIONS.size()));
        value = malformation.of(record, events, random);
        bad.add(
            new Rejected(offset, malformation.reason.name(), hex(key), hex(value), "of " + offset));
      }
      input.add(
          new ProducerRecord<>(
              INPUT, 0, key, value, List.of(new RecordHeader(TRACE, text("of " + offset)))));
    }
  }

  private void assertIsWhatGoodRecordsAloneTeach(
      LearningApplication application, List<Published> predictions, List<Published> losses) {
    Learner learner = application.wiring().models().newModel().learner();
    List<Published> expectedPredictions = new ArrayList<>();
    List<Published> expectedLosses = new ArrayList<>();
    for (int i = 0; i < good.size(); i++) {
      int offset = goodOffsets.get(i);
      Example example = Events.example(good.get(i));
      boolean labelled = example.label() != null;
      Prediction prediction =
          labelled ? learner.learn(example) : learner.predict(example.features());
      byte[] key = input.get(offset).key();
      String id = key == null ? null : new String(key, StandardCharsets.UTF_8);
      expectedPredictions.add(Published.prediction(id, offset, prediction, CLASSES));
      if (labelled) {
        expectedLosses.add(Published.loss(id, offset, prediction));
      }
    }
    assertThat(predictions).isEqualTo(expectedPredictions);
    assertThat(losses).isEqualTo(expectedLosses);
    assertThat(application.board().partitions())
        .singleElement()
        .returns(learner.examples(), PartitionStatus::examples)
        .returns((long) input.size(), PartitionStatus::nextOffset)
        .returns(learner.weightsCrc32c(), PartitionStatus::weightsCrc32c);
  }

  private Configuration configuration(Path stateDirectory) throws IOException {
    Path schema = Files.writeString(stateDirectory.resolve("event.avsc"), Events.SCHEMA.toString());
    Configuration base = new ConfigurationReader().parse(Events.MAPPING, stateDirectory);
    return base.with(
        InputConfig.singleObject(INPUT, schema),
        base.output(),
        base.mapping(),
        Map.of(
            "bootstrap.servers",
            bootstrapServers(),
            "application.id",
            "rejecting",
            "state.dir",
            stateDirectory.toString()));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hex(byte @Nullable [] bytes) {
    return bytes == null ? "null" : HexFormat.of().formatHex(bytes);
  }

  /** A rejected record, as it was sent and why it came back. */
  private record Rejected(long offset, String reason, String key, String value, String trace) {
    static Rejected of(ConsumerRecord<byte[], byte[]> record) {
      assertThat(header(record, "__streams.errors.topic")).isEqualTo(INPUT);
      assertThat(header(record, "__streams.errors.partition")).isEqualTo("0");
      assertThat(header(record, "__streams.errors.message")).isNotBlank();
      return new Rejected(
          Long.parseLong(header(record, "__streams.errors.offset")),
          header(record, "gradstream.reason"),
          hex(record.key()),
          hex(record.value()),
          header(record, TRACE));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
      Headers headers = record.headers();
      return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
    }
  }
}
