package io.gradstream.cli.console;

import io.gradstream.app.LearningApplication;
import io.gradstream.app.RestoringPartition;
import io.gradstream.cli.report.Report;
import io.gradstream.client.StreamsSettings;
import io.gradstream.status.PartitionStatus;
import io.gradstream.status.StatusBoard;
import io.gradstream.topology.RejectReason;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a running application: a live line of what is restored, then of what is learned, with
 * the scores of its furthest partition; reports at the end.
 */
public final class Watch {
  /** Long enough for a first good record to come after a bad one. */
  private static final long WARNING_DELAY_NANOS = 1_000_000_000;

  /** Longer than a group takes whose members all answer. */
  private static final long JOINING_NANOS = 3_000_000_000L;

  /** Records without one label, or without one value, that are no chance any more. */
  private static final long MANY = 1_000;

  private final LearningApplication application;
  private final long begunNanos = System.nanoTime();
  private final Map<Integer, Long> examplesBefore = new HashMap<>();
  private long startNanos;
  private long nanos;
  private final RestoreLine restoring = new RestoreLine();
  private @Nullable LiveLine line;
  private boolean warned;
  private boolean toldOfJoining;

  public Watch(LearningApplication application) {
    this.application = application;
  }

  /** Shows the live line if it is time. */
  public void look() {
    Collection<PartitionStatus> partitions = application.board().partitions();
    for (PartitionStatus status : partitions) {
      examplesBefore.putIfAbsent(status.partition(), status.examples());
    }
    List<RestoringPartition> restored = application.health().restoring().each();
    restoring.show(restored);
    PartitionStatus furthest = furthest(partitions);
    if (furthest == null) {
      tellOfJoining();
      return;
    }
    if (line == null) {
      startNanos = System.nanoTime();
      line = new LiveLine();
    }
    long examples = examples(partitions);
    long learned = examples - sum(examplesBefore);
    long unlabelled =
        partitions.stream().mapToLong(s -> application.board().unlabelled(s.partition())).sum();
    if (System.nanoTime() - startNanos > WARNING_DELAY_NANOS) {
      warnIfAllAreRejected(MANY);
      warnIfNoneHasALabel(examples, unlabelled);
    }
    if (restored.isEmpty() && line.due()) {
      String of = partitions.size() == 1 ? "" : "partition " + furthest.partition() + ": ";
      String scores = of + LiveLine.scores(furthest.evaluation().faded());
      line.show(examples, learned, scores, unlabelled, sum(rejects()));
    }
  }

  private void tellOfJoining() {
    if (toldOfJoining
        || !application.health().isJoining()
        || System.nanoTime() - begunNanos < JOINING_NANOS) {
      return;
    }
    toldOfJoining = true;
    System.err.printf(
        "joining group %s: if a member was killed, it keeps its partitions for up to %d s%n",
        application.wiring().application(),
        StreamsSettings.sessionTimeout(application.wiring().configuration().kafka()).toSeconds());
  }

  private static long examples(Collection<PartitionStatus> partitions) {
    return partitions.stream().mapToLong(status -> status.examples()).sum();
  }

  private void warnIfNoneHasALabel(long examples, long unlabelled) {
    if (!warned && examples == 0 && unlabelled >= MANY) {
      warn(
          "no record had a label: all that came were predicted only; is mapping.label right?"
              + " 'gradstream check' shows what is read from a record");
    }
  }

  private void warn(String warning) {
    warned = true;
    if (line != null) {
      line.end();
    }
    System.err.println("gradstream: " + warning);
  }

  /** A few tombstones may come first, but not a thousand. */
  private void warnIfAllAreRejected(long manyTombstones) {
    Map<String, Long> rejects = rejects();
    long tombstones =
        RejectReason.all().stream()
            .filter(RejectReason::isTombstone)
            .mapToLong(application.board()::rejects)
            .sum();
    boolean told = sum(rejects) > tombstones || tombstones >= manyTombstones;
    if (!warned && told && application.board().predictions() == 0) {
      warn(
          "no record was predicted or learned: all that came were rejected, for %s; they are in topic %s"
              .formatted(rejects, application.wiring().topics().rejects()));
    }
  }

  /** The records rejected so far, by reason, of all partitions. */
  private Map<String, Long> rejects() {
    StatusBoard board = application.board();
    Map<String, Long> rejects = new TreeMap<>();
    for (RejectReason reason : RejectReason.all()) {
      if (board.rejects(reason) > 0) {
        rejects.put(reason.label(), board.rejects(reason));
      }
    }
    return rejects;
  }

  private static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
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
  public void end() {
    restoring.end();
    warnIfAllAreRejected(1);
    if (line != null) {
      line.end();
    }
    nanos = Math.max(1, System.nanoTime() - startNanos);
  }

  /** A report for each partition, to be asked for after the application was closed. */
  public List<Report> reports() {
    long parameters = application.wiring().models().parameterCount();
    return application.board().partitions().stream()
        .map(status -> report(status, parameters))
        .toList();
  }

  private Report report(PartitionStatus status, long parameters) {
    long before = examplesBefore.getOrDefault(status.partition(), 0L);
    double rate = (status.examples() - before) * 1e9 / nanos;
    Map<String, Long> rejects = new TreeMap<>();
    application
        .board()
        .rejects(status.partition())
        .forEach((reason, count) -> rejects.put(reason.label(), count));
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("partition", status.partition());
    more.put("next_offset", status.nextOffset());
    more.put("rejects", rejects);
    more.putAll(Report.members(status.members()));
    return new Report(
        application.board().partitions().size() == 1 ? "" : "partition " + status.partition(),
        status.examples(),
        status.evaluation(),
        status.classes(),
        Report.notLearned(sum(rejects), application.board().unlabelled(status.partition())),
        null,
        rate,
        parameters,
        status.weightsCrc32c(),
        status.doubts(),
        more);
  }
}
