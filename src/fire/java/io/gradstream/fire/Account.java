package io.gradstream.fire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gradstream.config.Configuration;
import io.gradstream.output.LossEncoder;
import io.gradstream.output.PredictionEncoder;
import io.gradstream.serde.registry.UndecodableException;
import io.gradstream.support.SingleObjectDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What the outputs are, against what they ought to be. Each input record has one prediction or one
 * reject, each labelled one has a loss, and all bytes are those of a plain replay of the log.
 */
final class Account {
  static final String LOST = "lost";
  static final String DOUBLED = "doubled";

  /** There, but with other bytes. */
  static final String DIFFERENT = "different";

  static final String MODELS = "models that differ";

  /** More of a kind say nothing new. */
  private static final int MOST_TOLD = 5;

  private final Topics topics;
  private final Configuration configuration;
  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<String> findings = new ArrayList<>();

  private Account(Topics topics, Configuration configuration) {
    this.topics = topics;
    this.configuration = configuration;
  }

  /**
   * Closes an account.
   *
   * @param counts of records, and of what is wrong with them, by name
   * @param findings what is wrong, in words
   */
  record Balance(Map<String, Integer> counts, List<String> findings) {}

  /** Where all that is committed can be read. */
  interface Topics {
    List<ConsumerRecord<byte[], byte[]>> read(String topic);
  }

  /**
   * Reads all topics and replays the input.
   *
   * @param reports of the models as they are restored from their changelogs, by partition
   */
  static Balance of(
      Topics topics, Configuration configuration, Map<Integer, Map<String, Object>> reports)
      throws UndecodableException {
    Account account = new Account(topics, configuration);
    account.check(reports);
    return new Balance(account.counts, account.findings);
  }

  private void check(Map<Integer, Map<String, Object>> reports) throws UndecodableException {
    Outputs predictions = published("predictions", PredictionEncoder.schema());
    Outputs losses = published("losses", LossEncoder.schema());
    Outputs rejects = rejects();
    Map<Integer, Replay> replays = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : topics.read(Settings.INPUT)) {
      count("records");
      Replay replay = replays.computeIfAbsent(record.partition(), _ -> new Replay(configuration));
      Replay.Expected expected = replay.next(record);
      Place place = new Place(record.partition(), record.offset());
      predictions.settle(place, expected.prediction());
      losses.settle(place, expected.loss());
      rejects.settle(place, expected.reject());
    }
    predictions.settleRest();
    losses.settleRest();
    rejects.settleRest();
    replays.forEach(
        (partition, replay) -> {
          if (!replay.report().equals(reports.get(partition))) {
            find(
                MODELS,
                "the model of partition %d is %s, a plain replay has %s"
                    .formatted(partition, reports.get(partition), replay.report()));
          }
          replay.close();
        });
  }

  private Outputs published(String what, Schema schema) throws UndecodableException {
    SingleObjectDecoder decoder = new SingleObjectDecoder(schema);
    Outputs outputs = new Outputs(what, bytes -> decoder.decode(bytes).toString());
    for (ConsumerRecord<byte[], byte[]> record : topics.read(Settings.INPUT + "-" + what)) {
      GenericRecord decoded = decoder.decode(record.value());
      Place place =
          new Place((int) decoded.get("inputPartition"), (long) decoded.get("inputOffset"));
      outputs.add(place, record.value());
    }
    return outputs;
  }

  private Outputs rejects() {
    Outputs outputs = new Outputs("rejects", bytes -> new String(bytes, UTF_8));
    for (ConsumerRecord<byte[], byte[]> record : topics.read(Settings.INPUT + "-rejects")) {
      Place place =
          new Place(
              Integer.parseInt(header(record, "__streams.errors.partition")),
              Long.parseLong(header(record, "__streams.errors.offset")));
      outputs.add(place, header(record, "gradstream.reason").getBytes(UTF_8));
    }
    return outputs;
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = Objects.requireNonNull(record.headers().lastHeader(name), name);
    return new String(header.value(), UTF_8);
  }

  private int count(String what) {
    return counts.merge(what, 1, Integer::sum);
  }

  private void find(String kind, String finding) {
    if (count(kind) <= MOST_TOLD) {
      findings.add(kind + ": " + finding);
    }
  }

  private record Place(int partition, long offset) {}

  private interface Text {
    String of(byte[] bytes) throws UndecodableException;
  }

  /** What a topic holds of each input record. */
  private final class Outputs {
    private final String what;
    private final Text text;
    private final Map<Place, List<Bytes>> byPlace = new HashMap<>();

    Outputs(String what, Text text) {
      this.what = what;
      this.text = text;
    }

    void add(Place place, byte[] value) {
      count(what);
      byPlace.computeIfAbsent(place, _ -> new ArrayList<>(1)).add(Bytes.wrap(value));
    }

    void settle(Place place, @Nullable Bytes expected) throws UndecodableException {
      List<Bytes> found = Objects.requireNonNullElse(byPlace.remove(place), List.of());
      if (found.size() > (expected == null ? 0 : 1)) {
        find(DOUBLED, "%d %s of %s".formatted(found.size(), what, place));
      } else if (expected != null && found.isEmpty()) {
        find(LOST, "no %s of %s".formatted(what, place));
      } else if (expected != null && !expected.equals(found.getFirst())) {
        find(
            DIFFERENT,
            "%s of %s: got %s, want %s"
                .formatted(what, place, text.of(found.getFirst().get()), text.of(expected.get())));
      }
    }

    /** What is left is of no input record. */
    void settleRest() {
      byPlace.keySet().forEach(place -> find(DOUBLED, what + " of no record, " + place));
    }
  }
}
