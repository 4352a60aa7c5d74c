package io.gradstream.topology;

import io.gradstream.evaluation.Drift;
import io.gradstream.feature.Mapping;
import io.gradstream.feature.Names;
import io.gradstream.learning.Label;
import io.gradstream.learning.Prediction;
import io.gradstream.serde.Coordinates;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Shows what one partition's model does. Of the predictions it shows so few that the others pay for
 * a comparison of two numbers.
 */
final class Sightings {
  private static final int PREDICTIONS_PER_SECOND = 20;
  private static final int REJECTS_PER_SECOND = 20;

  private final ProcessorContext<?, ?> context;
  private final RecentRecords recent;
  private final Mapping.LabelKind labels;
  private final Names names;
  private final Pace predictions = new Pace(PREDICTIONS_PER_SECOND);
  private final Pace rejects = new Pace(REJECTS_PER_SECOND);

  Sightings(
      ProcessorContext<?, ?> context, RecentRecords recent, Mapping.LabelKind labels, Names names) {
    this.context = context;
    this.recent = recent;
    this.labels = labels;
    this.names = names;
  }

  void predicted(
      Coordinates coordinates, long timestamp, Prediction prediction, @Nullable Label label) {
    if (predictions.passes(context.currentSystemTimeMs())) {
      recent.add(seen(coordinates, timestamp, prediction, label));
    }
  }

  private SeenPrediction seen(
      Coordinates at, long timestamp, Prediction prediction, @Nullable Label label) {
    long now = System.currentTimeMillis();
    int classes = prediction.classes();
    return new SeenPrediction(
        at.inputPartition(),
        at.inputOffset(),
        at.exampleId(),
        predicted(prediction),
        label == null ? null : outcome(label),
        label == null ? Double.NaN : prediction.loss(),
        classes == 0 ? Double.NaN : prediction.scores()[prediction.predictedClass()],
        now,
        Coordinates.isTimestamp(timestamp) && timestamp <= now ? now - timestamp : -1);
  }

  private @Nullable Outcome predicted(Prediction prediction) {
    if (labels == Mapping.LabelKind.REAL) {
      return new Outcome.Real(prediction.value());
    }
    return prediction.classes() == 0
        ? null
        : new Outcome.Named(names.classes().get(prediction.predictedClass()));
  }

  private Outcome outcome(Label label) {
    return switch (label) {
      case Label.Category category -> new Outcome.Named(names.classes().get(category.index()));
      case Label.Real real -> new Outcome.Real(real.value());
    };
  }

  void rejected(RecordMetadata at, RejectReason reason, String message) {
    long now = context.currentSystemTimeMs();
    if (rejects.passes(now)) {
      String detail = message.substring(0, Math.min(message.length(), SeenReject.MAX_DETAIL_CHARS));
      recent.add(new SeenReject(at.topic(), at.partition(), at.offset(), reason, detail, now));
    }
  }

  void drifted(Drift drift) {
    if (drift.rises()) {
      int partition = context.taskId().partition();
      recent.add(new SeenDrift(partition, drift.example(), context.currentSystemTimeMs()));
    }
  }
}
