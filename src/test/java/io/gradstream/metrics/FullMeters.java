package io.gradstream.metrics;

import io.gradstream.evaluation.CalibrationBin;
import io.gradstream.evaluation.ClassScore;
import io.gradstream.evaluation.ClassificationScores;
import io.gradstream.evaluation.EvaluationSnapshot;
import io.gradstream.evaluation.RegressionScores;
import io.gradstream.evaluation.Scores;
import io.gradstream.learning.Label;
import io.gradstream.learning.LayerStatistics;
import io.gradstream.learning.MemberShare;
import io.gradstream.state.FlushStatistics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * Meters of models that have all there is to show; time stands still but for what is added to it.
 */
final class FullMeters implements AutoCloseable {
  static final int MEMBERS = 13;
  static final int CLASSES = 25;
  static final int REASONS = 20;
  static final int STATES = 8;

  private final AtomicLong nanos = new AtomicLong(1);
  private final WorkMeters work =
      new WorkMeters(nanos::get, () -> Instant.ofEpochMilli(nanos.get() / 1_000_000));
  private final List<Reading> readings = new ArrayList<>();
  private int looks;
  private final List<KafkaReading> kafka = new ArrayList<>();
  private final LearningMeters meters;

  FullMeters() {
    Map<String, Long> rejects = new TreeMap<>();
    IntStream.range(0, REASONS).forEach(r -> rejects.put("reason_" + r, 3L));
    meters =
        new LearningMeters(
            new Sources(
                this::look,
                () -> rejects,
                work,
                () -> new Restoration(1, 2, 3, 4),
                IntStream.range(0, STATES).mapToObj(i -> "state_" + i).toList(),
                () -> "state_0",
                1029,
                () -> kafka));
  }

  /** With a classifier, a network of values, and Kafka's numbers. */
  static FullMeters ofAllKinds() {
    FullMeters full = new FullMeters();
    full.addPool(0);
    full.addNetwork(1, 3);
    full.addKafka("app-1-StreamThread-1", 0);
    return full;
  }

  private List<Reading> look() {
    looks++;
    return readings;
  }

  /** How often it was asked what the models show. */
  int looks() {
    return looks;
  }

  WorkMeters work() {
    return work;
  }

  LearningMeters meters() {
    return meters;
  }

  void pass(long moreNanos) {
    nanos.addAndGet(moreNanos);
  }

  /** A pool of classes. */
  void addPool(int partition) {
    addPool(partition, IntStream.range(0, CLASSES).mapToObj(c -> "class " + c).toList());
  }

  /** A pool of classes of these names, that has learned an example of the first. */
  void addPool(int partition, List<String> classes) {
    Scores scores =
        new ClassificationScores(
            7,
            0.5,
            0.9,
            0.8,
            0.7,
            0.1,
            0.95,
            0.85,
            0.05,
            0.6,
            0.55,
            List.of(new ClassScore(1, 1)),
            List.of(new CalibrationBin(7, 0.9, 0.95)));
    List<MemberShare> followed =
        IntStream.range(0, MEMBERS)
            .mapToObj(m -> new MemberShare("member " + m, 1.0 / MEMBERS, 0.5))
            .toList();
    List<LayerStatistics> layers =
        IntStream.range(0, MEMBERS).boxed().flatMap(m -> layers("member " + m, 2, 0.01)).toList();
    add(partition, scores, classes, followed, layers);
  }

  /** A network of values. */
  void addNetwork(int partition, int layers) {
    addNetwork(partition, layers, 0.01);
  }

  /** A network of values with a learning rate, or NaN for none. */
  void addNetwork(int partition, int layers, double rate) {
    Scores scores = new RegressionScores(7, 0.5, 1, 2, 0.8, 0.5, 3, 4, 5, 6);
    add(partition, scores, List.of(), List.of(), layers("network", layers, rate).toList());
  }

  private static Stream<LayerStatistics> layers(String member, int count, double rate) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(l -> new LayerStatistics(member, l, rate, 2, 3));
  }

  private void add(
      int partition,
      Scores scores,
      List<String> classes,
      List<MemberShare> followed,
      List<LayerStatistics> layers) {
    EvaluationSnapshot evaluation = new EvaluationSnapshot(7, scores, scores, scores, 1, 5);
    readings.add(new Reading(partition, 7, 1, 2, 3, evaluation, classes, followed));
    PartitionMeters done = work.of(partition);
    done.opened(() -> new FlushStatistics(2, 3, 4, 5));
    done.measured(layers);
    done.begun();
    done.decoded();
    done.stepped();
    done.learned(0.25f, classes.isEmpty() ? new Label.Real(1) : new Label.Category(0));
    done.finished(1);
    done.show();
  }

  /** All that Kafka has of a stream thread and its task. */
  void addKafka(String thread, int partition) {
    Map<String, String> tags = Map.of("thread-id", thread, "task-id", "0_" + partition);
    Arrays.stream(KafkaMeter.values())
        .map(one -> new KafkaReading(one.group(), one.kafkaName(), tags, () -> 2))
        .forEach(kafka::add);
  }

  /** The lines of a scrape that are series. */
  List<String> series() {
    return meters
        .scrape("text/plain; version=0.0.4")
        .lines()
        .filter(line -> !line.startsWith("#"))
        .toList();
  }

  /** The names of all series there are. */
  List<String> names() {
    return series().stream().map(line -> line.split("[{ ]", 2)[0]).distinct().toList();
  }

  /** A pause of the JVM is a meter once there was one. */
  void awaitCollection() {
    System.gc();
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> names().contains("jvm_gc_pause_seconds_count"));
  }

  @Override
  public void close() {
    meters.close();
  }
}
