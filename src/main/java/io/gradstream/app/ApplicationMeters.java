package io.gradstream.app;

import io.gradstream.metrics.KafkaReading;
import io.gradstream.metrics.LearningMeters;
import io.gradstream.metrics.Reading;
import io.gradstream.metrics.Sources;
import io.gradstream.metrics.WorkMeters;
import io.gradstream.status.PartitionStatus;
import io.gradstream.status.StatusBoard;
import io.gradstream.topology.RejectReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;

/** Binds the meters of a process to its status board, its work and its Kafka Streams client. */
public final class ApplicationMeters {
  private static final List<String> STATES =
      Arrays.stream(KafkaStreams.State.values()).map(ApplicationMeters::name).toList();

  private ApplicationMeters() {}

  /**
   * Meters of what runs.
   *
   * @param inputTopic that it reads
   * @param parameters of one model
   */
  public static LearningMeters of(
      String inputTopic,
      StatusBoard board,
      WorkMeters work,
      StreamsHealth streams,
      long parameters) {
    return new LearningMeters(
        new Sources(
            () -> readings(board),
            () -> rejects(board),
            work,
            streams.restoring()::now,
            STATES,
            () -> name(streams.state()),
            parameters,
            () -> readings(streams, inputTopic)));
  }

  private static List<KafkaReading> readings(StreamsHealth streams, String inputTopic) {
    Collection<? extends Metric> metrics = streams.kafkaMetrics();
    List<KafkaReading> readings = new ArrayList<>();
    InputMetrics.of(metrics, inputTopic).map(ApplicationMeters::reading).forEach(readings::add);
    streams.lags(metrics).forEach((partition, lag) -> addLag(readings, partition, lag));
    return readings;
  }

  private static void addLag(List<KafkaReading> readings, int partition, InputLag lag) {
    Map<String, String> tags = Map.of("partition", Integer.toString(partition));
    Long records = lag.records();
    if (records != null) {
      readings.add(KafkaReading.ofInput("lag", tags, records));
      readings.add(KafkaReading.ofInput("unstable", tags, (double) lag.unstable()));
      readings.add(KafkaReading.ofInput("unstable-seconds", tags, lag.unstableSeconds()));
    }
    readings.add(KafkaReading.ofInput("unseen-seconds", tags, lag.unseenSeconds()));
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static List<Reading> readings(StatusBoard board) {
    return board.open().stream().map(status -> reading(status, board)).toList();
  }

  private static Reading reading(PartitionStatus status, StatusBoard board) {
    Map<RejectReason, Long> rejects = board.rejects(status.partition());
    long refused = 0;
    long rejected = 0;
    long tombstones = 0;
    for (Map.Entry<RejectReason, Long> one : rejects.entrySet()) {
      switch (one.getKey()) {
        case RejectReason.Refused _ -> refused += one.getValue();
        case RejectReason.Unfit reason when reason.isTombstone() -> tombstones += one.getValue();
        case RejectReason.Unfit _ -> rejected += one.getValue();
      }
    }
    return new Reading(
        status.partition(),
        status.examples(),
        refused,
        rejected,
        tombstones,
        status.evaluation(),
        status.classes(),
        status.memberShares());
  }

  private static Map<String, Long> rejects(StatusBoard board) {
    Map<String, Long> rejects = new TreeMap<>();
    for (RejectReason reason : RejectReason.all()) {
      rejects.put(reason.label(), board.rejects(reason));
    }
    return rejects;
  }

  private static KafkaReading reading(Metric metric) {
    MetricName name = metric.metricName();
    return new KafkaReading(
        name.group(),
        name.name(),
        name.tags(),
        () -> metric.metricValue() instanceof Number number ? number.doubleValue() : Double.NaN);
  }
}
