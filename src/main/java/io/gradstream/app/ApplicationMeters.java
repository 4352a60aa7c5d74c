package io.gradstream.app;

import io.gradstream.config.Configuration;
import io.gradstream.metrics.KafkaReading;
import io.gradstream.metrics.LearningMeters;
import io.gradstream.metrics.Reading;
import io.gradstream.metrics.Restoration;
import io.gradstream.metrics.Sources;
import io.gradstream.topology.PartitionStatus;
import io.gradstream.topology.RejectReason;
import io.gradstream.topology.StatusBoard;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;

/** What an application's meters are asked at a scrape. */
final class ApplicationMeters {
  private static final List<String> STATES =
      Arrays.stream(KafkaStreams.State.values()).map(ApplicationMeters::name).toList();

  private ApplicationMeters() {}

  static LearningMeters of(LearningApplication application) {
    return of(
        application.configuration(),
        application.board(),
        application.work(),
        application.restoring()::now,
        application::state,
        application::kafkaMetrics,
        application.models().parameterCount());
  }

  /**
   * Meters of what runs.
   *
   * @param parameters of one model
   */
  static LearningMeters of(
      Configuration configuration,
      StatusBoard board,
      MeteredWork work,
      Supplier<Restoration> restoration,
      Supplier<KafkaStreams.State> state,
      Supplier<? extends Collection<? extends Metric>> kafka,
      long parameters) {
    return new LearningMeters(
        new Sources(
            () -> readings(board),
            () -> rejects(board),
            work.meters(),
            restoration,
            STATES,
            () -> name(state.get()),
            parameters,
            () ->
                InputMetrics.of(kafka.get(), configuration.input().topic())
                    .map(ApplicationMeters::reading)
                    .toList()));
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static List<Reading> readings(StatusBoard board) {
    return board.partitions().stream()
        .filter(PartitionStatus::open)
        .map(status -> reading(status, board))
        .toList();
  }

  private static Reading reading(PartitionStatus status, StatusBoard board) {
    Map<RejectReason, Long> rejects = board.rejects(status.partition());
    long refused = 0;
    long rejected = 0;
    for (Map.Entry<RejectReason, Long> one : rejects.entrySet()) {
      switch (one.getKey()) {
        case RejectReason.Refused reason -> refused += one.getValue();
        case RejectReason.Unfit reason -> rejected += one.getValue();
      }
    }
    return new Reading(
        status.partition(),
        status.examples(),
        refused,
        rejected,
        status.evaluation(),
        status.classes(),
        status.followed());
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
