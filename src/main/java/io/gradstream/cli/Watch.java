package io.gradstream.cli;

import io.gradstream.app.LearningApplication;
import io.gradstream.topology.PartitionStatus;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at a running application: a live line of its furthest partition, reports at the end. */
final class Watch {
  private final LearningApplication application;
  private final Map<Integer, Long> examplesBefore = new HashMap<>();
  private long startNanos;
  private long nanos;
  private @Nullable LiveLine line;

  Watch(LearningApplication application) {
    this.application = application;
  }

  /** Shows the live line if it is time. */
  void look() {
    Collection<PartitionStatus> partitions = application.board().partitions();
    for (PartitionStatus status : partitions) {
      examplesBefore.putIfAbsent(status.partition(), status.evaluation().examples());
    }
    PartitionStatus shown = furthest(partitions);
    if (shown == null) {
      return;
    }
    if (line == null) {
      startNanos = System.nanoTime();
      line = new LiveLine(shown.evaluation().examples());
    }
    if (line.due()) {
      line.show(shown.evaluation());
    }
  }

  private static @Nullable PartitionStatus furthest(Collection<PartitionStatus> partitions) {
    PartitionStatus furthest = null;
    for (PartitionStatus status : partitions) {
      if (furthest == null || status.examples() > furthest.examples()) {
        furthest = status;
      }
    }
    return furthest;
  }

  /** Ends the live line. */
  void end() {
    if (line != null) {
      line.end();
    }
    nanos = Math.max(1, System.nanoTime() - startNanos);
  }

  /** A report for each partition, to be asked for after the application was closed. */
  List<Report> reports() {
    long parameters = application.models().parameterCount();
    return application.board().partitions().stream()
        .map(status -> report(status, parameters))
        .toList();
  }

  private Report report(PartitionStatus status, long parameters) {
    long before = examplesBefore.getOrDefault(status.partition(), 0L);
    double rate = (status.evaluation().examples() - before) * 1e9 / nanos;
    return new Report(
        status.evaluation(),
        Map.of(),
        rate,
        parameters,
        status.weightsCrc32c(),
        Map.of("partition", status.partition(), "next_offset", status.nextOffset()));
  }
}
