package io.gradstream.topology;

import io.gradstream.evaluation.drift.Drift;
import io.gradstream.input.Decoded;
import io.gradstream.learning.Prediction;
import io.gradstream.model.Model;
import io.gradstream.output.Coordinates;
import io.gradstream.output.LossEncoder;
import io.gradstream.output.PredictionEncoder;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Sends what became of a partition's records to the output topics. */
final class Outputs {
  private final ProcessorContext<byte[], byte[]> context;
  private final Model model;
  private final PredictionEncoder predictions;
  private final LossEncoder losses;
  private final EvaluationPublisher evaluations;
  private final Reject rejects;

  Outputs(ProcessorContext<byte[], byte[]> context, LearningSettings settings, Model model) {
    this.context = context;
    this.model = model;
    this.predictions = settings.formats().predictions().get();
    this.losses = settings.formats().losses().get();
    this.evaluations = new EvaluationPublisher(context, settings, model);
    this.rejects = new Reject(settings.application());
  }

  void send(Record<byte[], Decoded> record, RecordMetadata at, Handled handled) {
    switch (handled) {
      case Handled.Learned(var id, var prediction, var label, var drift) -> {
        Coordinates coordinates = coordinates(record, at, id, prediction);
        sendPrediction(record, coordinates, prediction);
        sendLoss(record, coordinates, prediction, drift);
      }
      case Handled.Predicted(var id, var prediction) ->
          sendPrediction(record, coordinates(record, at, id, prediction), prediction);
      case Handled.Rejected(var reason, var message) -> {
        Record<byte[], byte[]> reject =
            rejects.of(record, record.value().bytes(), at, reason, message);
        context.forward(
            reject.withTimestamp(context.currentSystemTimeMs()), LearningTopology.REJECTS);
      }
    }
  }

  private static Coordinates coordinates(
      Record<?, ?> record, RecordMetadata at, @Nullable String id, Prediction prediction) {
    return new Coordinates(
        id, at.partition(), at.offset(), prediction.modelVersion(), record.timestamp());
  }

  private void sendPrediction(Record<byte[], ?> record, Coordinates at, Prediction prediction) {
    forward(record, encode(at, prediction), LearningTopology.PREDICTIONS);
  }

  private byte[] encode(Coordinates at, Prediction prediction) {
    if (model.predictsValues()) {
      return predictions.encodeValue(at, prediction.value());
    }
    String predicted =
        prediction.classes() == 0 ? null : model.className(prediction.predictedClass());
    return predictions.encodeClass(at, predicted, prediction.scores(), prediction.classes());
  }

  private void sendLoss(
      Record<byte[], ?> record, Coordinates at, Prediction prediction, @Nullable Drift drift) {
    byte[] loss = losses.encode(at, prediction.loss(), model.evaluation().fadedLoss());
    forward(record, loss, LearningTopology.LOSSES);
    evaluations.evaluated(at, drift);
  }

  /**
   * Without the input's headers: they are not the prediction's, and may be as large as it. The
   * timestamp is the wall clock: brokers delete what looks old, and refuse what is of the future.
   */
  private void forward(Record<byte[], ?> record, byte[] value, String child) {
    context.forward(new Record<>(record.key(), value, context.currentSystemTimeMs()), child);
  }

  void close() {
    evaluations.close();
  }
}
