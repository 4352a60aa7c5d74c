package io.gradstream.live;

import io.gradstream.app.InputLag;
import io.gradstream.app.RestoreProgress;
import io.gradstream.app.StreamsHealth;
import io.gradstream.http.Health;
import io.gradstream.status.StatusBoard;
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
  static Health of(StreamsHealth streams, StatusBoard board) {
    KafkaStreams.State state = streams.state();
    RestoreProgress restoring = streams.restoring();
    if (streams.failure().isPresent()) {
      return Monitor.FAILED;
    }
    Duration silence = streams.silence();
    if (silence.isPositive() && !state.hasStartedOrFinishedShuttingDown()) {
      return Health.down(
          "waiting for the broker: no contact for %,d seconds".formatted(silence.toSeconds()));
    }
    return switch (state) {
      case CREATED -> Health.down("starting: waiting for the broker");
      case REBALANCING ->
          streams.isJoining()
              ? Health.down("rebalancing: waiting for the group to assign partitions")
              : Health.down(describe(restoring));
      case RUNNING ->
          restoring.partitions().isEmpty()
              ? running(streams, board)
              : Health.down(describe(restoring));
      case PENDING_SHUTDOWN, PENDING_ERROR -> Health.down("stopping");
      case NOT_RUNNING, ERROR -> Health.down("stopped");
    };
  }

  /** Up in any case: another instance would see no more. */
  private static Health running(StreamsHealth streams, StatusBoard board) {
    if (board.open().isEmpty()) {
      return new Health(true, "no partition is assigned: the other instances have them all");
    }
    Map<Integer, InputLag> lags = streams.lags(streams.kafkaMetrics());
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
