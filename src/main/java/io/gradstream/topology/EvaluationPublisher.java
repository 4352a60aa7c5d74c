package io.gradstream.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gradstream.evaluation.EvaluationSnapshot;
import io.gradstream.evaluation.drift.Drift;
import io.gradstream.model.Model;
import io.gradstream.output.Coordinates;
import io.gradstream.output.DriftEncoder;
import io.gradstream.output.EvaluationCadence;
import io.gradstream.output.EvaluationEncoder;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes how one model does, and each drift of its loss. What is published at a multiple of
 * examples is a function of the log; what else comes by the clock is for streams that are slow.
 */
final class EvaluationPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(EvaluationPublisher.class);

  private final ProcessorContext<byte[], byte[]> context;
  private final Model model;
  private final EvaluationCadence cadence;
  private final EvaluationEncoder evaluations;
  private final DriftEncoder drifts;
  private final byte[] key;
  private final Countdown due;
  private @Nullable Coordinates last;
  private @Nullable String betterBaseline;
  private long publishedMillis;

  EvaluationPublisher(
      ProcessorContext<byte[], byte[]> context, LearningSettings settings, Model model) {
    this.context = context;
    this.model = model;
    this.cadence = settings.cadence();
    this.evaluations = settings.formats().evaluations().get();
    this.drifts = settings.formats().drifts().get();
    this.key = Integer.toString(context.taskId().partition()).getBytes(UTF_8);
    this.due = new Countdown(context, this::publishIfWaited);
    this.publishedMillis = context.currentSystemTimeMs();
  }

  /** To be told of each example that was evaluated, and of the drift that was found with it. */
  void evaluated(Coordinates coordinates, @Nullable Drift drift) {
    this.last = coordinates;
    if (drift != null) {
      forward(drifts.encode(coordinates, drift), LearningTopology.DRIFTS);
    }
    if (model.evaluation().examples() % cadence.examples() == 0) {
      publish(coordinates);
    } else {
      due.start(cadence.delay());
    }
  }

  private void publishIfWaited() {
    Coordinates unpublished = last;
    if (unpublished == null) {
      return;
    }
    long waited = context.currentSystemTimeMs() - publishedMillis;
    Duration left = cadence.delay().minusMillis(waited);
    if (left.isPositive()) {
      due.start(left);
    } else {
      publish(unpublished);
    }
  }

  private void publish(Coordinates at) {
    Coordinates learned =
        new Coordinates(
            at.exampleId(),
            at.inputPartition(),
            at.inputOffset(),
            model.learner().examples(),
            at.inputTimestamp());
    EvaluationSnapshot snapshot = model.evaluation().snapshot();
    List<String> doubts = model.doubts();
    forward(
        evaluations.encode(
            learned, model.classNames(), snapshot, model.learner().memberShares(), doubts),
        LearningTopology.EVALUATIONS);
    tell(snapshot.windowed().betterBaseline(), doubts);
    last = null;
    publishedMillis = context.currentSystemTimeMs();
  }

  /** Tells when something simpler has become better, or no longer is. */
  private void tell(@Nullable String better, List<String> doubts) {
    if (better != null && !better.equals(betterBaseline)) {
      LOG.warn(
          "worse than a baseline partition={} better=\"{}\" suspiciousInputs={}",
          context.taskId().partition(),
          better,
          doubts);
    } else if (better == null && betterBaseline != null) {
      LOG.info("better than the baselines again partition={}", context.taskId().partition());
    }
    betterBaseline = better;
  }

  private void forward(byte[] value, String child) {
    context.forward(new Record<>(key, value, context.currentSystemTimeMs()), child);
  }

  void close() {
    due.stop();
  }
}
