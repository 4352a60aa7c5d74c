package io.gradstream.app;

import io.gradstream.http.Health;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.streams.KafkaStreams;

/** What an application waits for, in words. */
final class Readiness {
  /** Restoring partitions that are named. */
  private static final int MOST_NAMED = 3;

  /** Seconds in which records may wait for a transaction, or be unseen, without a word. */
  private static final int MOST_WAITED = 5;

  private static final int MOST_UNSEEN = 30;

  private Readiness() {}

  /** An instance without a partition is ready: to take over, once another one ends. */
  static Health of(LearningApplication application) {
    KafkaStreams.State state = application.state();
    RestoreProgress restoring = application.restoring();
    if (application.failure().isPresent()) {
      return Monitor.FAILED;
    }
    Duration silence = application.silence();
    if (silence.isPositive() && !state.hasStartedOrFinishedShuttingDown()) {
      return Health.down(
          "waiting for the broker: no contact for %,d seconds".formatted(silence.toSeconds()));
    }
    return switch (state) {
      case CREATED -> Health.down("starting: waiting for the broker");
      case REBALANCING ->
          application.joining()
              ? Health.down("rebalancing: waiting for the group to assign partitions")
              : Health.down(describe(restoring));
      case RUNNING ->
          restoring.partitions().isEmpty()
              ? running(application)
              : Health.down(describe(restoring));
      case PENDING_SHUTDOWN, PENDING_ERROR -> Health.down("stopping");
      case NOT_RUNNING, ERROR -> Health.down("stopped");
    };
  }

  /** Up in any case: another instance would see no more. */
  private static Health running(LearningApplication application) {
    if (LiveModels.open(application).isEmpty()) {
      return new Health(true, "no partition is assigned: the other instances have them all");
    }
    Map<Integer, InputLag> lags = application.lags();
    return new Health(true, unseen(lags).or(() -> waiting(lags)).orElse(""));
  }

  private static Optional<String> unseen(Map<Integer, InputLag> lags) {
    return lags.entrySet().stream()
        .filter(lag -> lag.getValue().unseenSeconds() > MOST_UNSEEN)
        .findFirst()
        .map(
            lag ->
                "partition %d: nobody tells where its log ends, for %,.0f seconds"
                    .formatted(lag.getKey(), lag.getValue().unseenSeconds()));
  }

  private static Optional<String> waiting(Map<Integer, InputLag> lags) {
    List<InputLag> waiting =
        lags.values().stream().filter(lag -> lag.unstableSeconds() > MOST_WAITED).toList();
    long records = waiting.stream().mapToLong(InputLag::unstable).sum();
    return waiting.stream()
        .map(InputLag::unstableSeconds)
        .max(Comparator.naturalOrder())
        .map(
            seconds ->
                "%,d %s for a transaction to end, for %,.0f seconds"
                    .formatted(records, records == 1 ? "record waits" : "records wait", seconds));
  }

  private static String describe(RestoreProgress restoring) {
    String named =
        restoring.partitions().entrySet().stream()
            .limit(MOST_NAMED)
            .map(entry -> describe(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", "));
    int others = restoring.partitions().size() - MOST_NAMED;
    return "restoring: " + named + (others > 0 ? " and %d more".formatted(others) : "");
  }

  private static String describe(int partition, RestoreProgress.Restoring progress) {
    return String.format(
        Locale.ROOT,
        "partition %d (%,d of %,d records)",
        partition,
        progress.done(),
        progress.of());
  }
}
