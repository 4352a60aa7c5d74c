package io.gradstream.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Of the two hundred families of numbers that Kafka's clients keep, those that a dashboard shows.
 * Kafka tags them with names that change at each start; here a series is of a stream thread's
 * number, or of a partition, and so the same one after a restart.
 */
enum KafkaMeter {
  LAG(
      Kind.GAUGE,
      "kafka_consumer_lag_records",
      "Records of the input that are there and not read yet, up to the end of the log; none while"
          + " that is not seen.",
      "records",
      KafkaReading.INPUT,
      "lag",
      1,
      KafkaLabel.PARTITION),
  UNSTABLE(
      Kind.GAUGE,
      "kafka_consumer_unstable_records",
      "Records of the input that nobody may read before a transaction ends; lag counts them too.",
      "records",
      KafkaReading.INPUT,
      "unstable",
      1,
      KafkaLabel.PARTITION),
  UNSTABLE_TIME(
      Kind.GAUGE,
      "kafka_consumer_unstable_seconds",
      "Time for which the first record behind an open transaction has waited; 0 if there is none.",
      "seconds",
      KafkaReading.INPUT,
      "unstable-seconds",
      1,
      KafkaLabel.PARTITION),
  UNSEEN(
      Kind.GAUGE,
      "kafka_consumer_unseen_seconds",
      "Time since a broker last told where the log of the input ends; it is asked every 3 seconds.",
      "seconds",
      KafkaReading.INPUT,
      "unseen-seconds",
      1,
      KafkaLabel.PARTITION),
  FETCHED(
      Kind.COUNTER,
      "kafka_consumer_fetched_records",
      "Records that the consumer fetched.",
      "records",
      "consumer-fetch-manager-metrics",
      "records-consumed-total",
      1,
      KafkaLabel.THREAD),
  REBALANCES(
      Kind.COUNTER,
      "kafka_consumer_rebalances",
      "Rebalances of the group that the consumer took part in.",
      "rebalances",
      "consumer-coordinator-metrics",
      "rebalance-total",
      1,
      KafkaLabel.THREAD),
  REBALANCE_LATENCY(
      Kind.GAUGE,
      "kafka_consumer_rebalance_max_seconds",
      "Longest recent rebalance.",
      "seconds",
      "consumer-coordinator-metrics",
      "rebalance-latency-max",
      1e-3,
      KafkaLabel.THREAD),
  HEARTBEAT(
      Kind.GAUGE,
      "kafka_consumer_heartbeat_age_seconds",
      "Time since the consumer's last heartbeat.",
      "seconds",
      "consumer-coordinator-metrics",
      "last-heartbeat-seconds-ago",
      1,
      KafkaLabel.THREAD),
  SENT(
      Kind.COUNTER,
      "kafka_producer_sent_records",
      "Records that the producer sent: outputs and the changelog.",
      "records",
      "producer-metrics",
      "record-send-total",
      1,
      KafkaLabel.THREAD),
  SENT_BYTES(
      Kind.COUNTER,
      "kafka_producer_sent_bytes",
      "Bytes that the producer sent to all brokers.",
      "bytes",
      "producer-metrics",
      "outgoing-byte-total",
      1,
      KafkaLabel.THREAD),
  SEND_RETRIES(
      Kind.COUNTER,
      "kafka_producer_retried_records",
      "Sends that were tried again.",
      "records",
      "producer-metrics",
      "record-retry-total",
      1,
      KafkaLabel.THREAD),
  SEND_ERRORS(
      Kind.COUNTER,
      "kafka_producer_failed_records",
      "Sends that failed.",
      "records",
      "producer-metrics",
      "record-error-total",
      1,
      KafkaLabel.THREAD),
  TRANSACTION_COMMIT(
      Kind.COUNTER,
      "kafka_producer_transaction_commit_seconds",
      "Time that the producer waited for transactions to commit.",
      "seconds",
      "producer-metrics",
      "txn-commit-time-ns-total",
      1e-9,
      KafkaLabel.THREAD),
  TRANSACTION_ABORT(
      Kind.COUNTER,
      "kafka_producer_transaction_abort_seconds",
      "Time that the producer waited for transactions to abort.",
      "seconds",
      "producer-metrics",
      "txn-abort-time-ns-total",
      1e-9,
      KafkaLabel.THREAD),
  COMMITS(
      Kind.COUNTER,
      "kafka_streams_commits",
      "Commits, each of one transaction.",
      "commits",
      "stream-thread-metrics",
      "commit-total",
      1,
      KafkaLabel.THREAD),
  COMMIT_LATENCY(
      Kind.GAUGE,
      "kafka_streams_commit_mean_seconds",
      "Mean time of recent commits, flush and transaction.",
      "seconds",
      "stream-thread-metrics",
      "commit-latency-avg",
      1e-3,
      KafkaLabel.THREAD),
  COMMIT_LATENCY_MAX(
      Kind.GAUGE,
      "kafka_streams_commit_max_seconds",
      "Longest recent commit.",
      "seconds",
      "stream-thread-metrics",
      "commit-latency-max",
      1e-3,
      KafkaLabel.THREAD),
  PROCESS_RATIO(
      Kind.GAUGE,
      "kafka_streams_process_ratio",
      "Share of its time that a stream thread works on records.",
      "1",
      "stream-thread-metrics",
      "process-ratio",
      1,
      KafkaLabel.THREAD),
  COMMIT_RATIO(
      Kind.GAUGE,
      "kafka_streams_commit_ratio",
      "Share of its time that a stream thread commits.",
      "1",
      "stream-thread-metrics",
      "commit-ratio",
      1,
      KafkaLabel.THREAD),
  POLL_RATIO(
      Kind.GAUGE,
      "kafka_streams_poll_ratio",
      "Share of its time that a stream thread waits for records.",
      "1",
      "stream-thread-metrics",
      "poll-ratio",
      1,
      KafkaLabel.THREAD),
  THREADS(
      Kind.GAUGE,
      "kafka_streams_threads",
      "Stream threads alive.",
      "threads",
      "stream-metrics",
      "alive-stream-threads",
      1,
      KafkaLabel.NONE),
  FAILED_THREADS(
      Kind.COUNTER,
      "kafka_streams_failed_threads",
      "Stream threads that failed since the process started.",
      "threads",
      "stream-metrics",
      "failed-stream-threads",
      1,
      KafkaLabel.NONE),
  STORE_FILES(
      Kind.GAUGE,
      "kafka_streams_store_files_bytes",
      "Size of the store's files on disk.",
      "bytes",
      "stream-state-metrics",
      "total-sst-files-size",
      1,
      KafkaLabel.PARTITION),
  STORE_MEMORY(
      Kind.GAUGE,
      "kafka_streams_store_memtable_bytes",
      "Memory of the store's tables that are not in files yet.",
      "bytes",
      "stream-state-metrics",
      "size-all-mem-tables",
      1,
      KafkaLabel.PARTITION);

  private enum Kind {
    GAUGE,
    COUNTER
  }

  private final Kind kind;
  private final String meter;
  private final String help;
  private final String unit;
  private final String group;
  private final String kafkaName;
  private final double scale;
  private final KafkaLabel label;

  KafkaMeter(
      Kind kind,
      String meter,
      String help,
      String unit,
      String group,
      String kafkaName,
      double scale,
      KafkaLabel label) {
    this.kind = kind;
    this.meter = meter;
    this.help = help;
    this.unit = unit;
    this.group = group;
    this.kafkaName = kafkaName;
    this.scale = scale;
    this.label = label;
  }

  private static final Map<String, KafkaMeter> BY_KAFKA_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(KafkaMeter::kafkaName, Function.identity()));

  /** The one that shows a number of Kafka's, if there is one. */
  static Optional<KafkaMeter> of(KafkaReading reading) {
    return Optional.ofNullable(BY_KAFKA_NAME.get(reading.name()))
        .filter(meter -> meter.group.equals(reading.group()));
  }

  /** The group and the name by which Kafka knows it. */
  String group() {
    return group;
  }

  String kafkaName() {
    return kafkaName;
  }

  /** Its series, of all readings that it shows. */
  MetricSnapshot snapshot(Collection<KafkaReading> readings) {
    Map<String, Double> sums = sums(readings);
    return switch (kind) {
      case GAUGE -> {
        GaugeSnapshot.Builder gauge = named(GaugeSnapshot.builder());
        sums.forEach(
            (of, sum) ->
                gauge.dataPoint(
                    GaugeDataPointSnapshot.builder().labels(label.labels(of)).value(sum).build()));
        yield gauge.build();
      }
      case COUNTER -> {
        CounterSnapshot.Builder counter = named(CounterSnapshot.builder());
        sums.forEach(
            (of, sum) ->
                counter.dataPoint(
                    CounterDataPointSnapshot.builder()
                        .labels(label.labels(of))
                        .value(sum)
                        .build()));
        yield counter.build();
      }
    };
  }

  private <B extends MetricSnapshot.Builder<B>> B named(B snapshot) {
    return snapshot.name(meter).help(Registrar.described(help, unit)).unit(Registrar.unit(unit));
  }

  /** Clients of one thread that Kafka tells apart are added up: no series may come twice. */
  private Map<String, Double> sums(Collection<KafkaReading> readings) {
    Map<String, Double> sums = new TreeMap<>();
    for (KafkaReading reading : readings) {
      String of = label.of(reading.tags());
      double value = of == null ? Double.NaN : reading.value().getAsDouble();
      if (of != null && Double.isFinite(value)) {
        sums.merge(of, value * scale, Double::sum);
      }
    }
    return sums;
  }
}
