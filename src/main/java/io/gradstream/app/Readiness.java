package io.gradstream.app;

import io.gradstream.http.Health;
import io.gradstream.topology.PartitionStatus;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.kafka.streams.KafkaStreams;

/** What an application waits for, in words. */
final class Readiness {
  /** Restoring partitions that are named. */
  private static final int MOST_NAMED = 3;

  /** Seconds without a heartbeat, of which one is due every three, that are no accident. */
  private static final int MOST_SILENCE = 15;

  private Readiness() {}

  /** An instance without a partition is ready: to take over, once another one ends. */
  static Health of(LearningApplication application) {
    KafkaStreams.State state = application.state();
    RestoreProgress restoring = application.restoring();
    if (application.failure().isPresent()) {
      return Monitor.FAILED;
    }
    return switch (state) {
      case CREATED -> Health.down("starting: waiting for the broker");
      case REBALANCING ->
          application.joining()
              ? Health.down("rebalancing: waiting for the group to assign partitions")
              : Health.down(describe(restoring));
      case RUNNING -> running(application, restoring);
      case PENDING_SHUTDOWN, PENDING_ERROR -> Health.down("stopping");
      case NOT_RUNNING, ERROR -> Health.down("stopped");
    };
  }

  private static Health running(LearningApplication application, RestoreProgress restoring) {
    if (!restoring.partitions().isEmpty()) {
      return Health.down(describe(restoring));
    }
    long silence = Heartbeats.age(application.kafkaMetrics());
    if (silence > MOST_SILENCE) {
      return Health.down("waiting for the broker: no contact for %,d seconds".formatted(silence));
    }
    return application.board().partitions().stream().anyMatch(PartitionStatus::open)
        ? Health.UP
        : new Health(true, "no partition is assigned: the other instances have them all");
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
