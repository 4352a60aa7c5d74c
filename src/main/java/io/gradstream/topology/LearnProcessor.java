package io.gradstream.topology;

import io.gradstream.evaluation.Evaluation;
import io.gradstream.learning.Label;
import io.gradstream.learning.Learner;
import io.gradstream.learning.Prediction;
import io.gradstream.learning.Refusal;
import io.gradstream.network.LearnedArray;
import io.gradstream.serde.Coordinates;
import io.gradstream.serde.LossEncoder;
import io.gradstream.serde.PredictionEncoder;
import io.gradstream.state.ParameterStore;
import io.gradstream.state.StoredModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Predicts an example, then learns from it. The model lives in the store. */
final class LearnProcessor implements Processor<byte[], Decoded, byte[], byte[]> {
  private static final Logger LOG = LoggerFactory.getLogger(LearnProcessor.class);
  private static final Duration STATUS_INTERVAL = Duration.ofMillis(200);

  private final LearningSettings settings;
  private final StatusBoard board;
  private final PredictionEncoder predictions = new PredictionEncoder();
  private final LossEncoder losses = new LossEncoder();
  private ProcessorContext<byte[], byte[]> context;
  private Learner learner;
  private Evaluation evaluation;
  private StoredModel model;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
  LearnProcessor(LearningSettings settings, StatusBoard board) {
    this.settings = settings;
    this.board = board;
  }

  /**
   * Begins with a fresh learner: a task that is revived after an aborted transaction comes here
   * again, with this same processor and perhaps with an empty store.
   */
  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    this.learner = settings.learner().get();
    this.evaluation = settings.evaluation().get();
    int partition = context.taskId().partition();
    List<LearnedArray> arrays = new ArrayList<>(learner.state());
    arrays.addAll(evaluation.state());
    ParameterStore store = context.getStateStore(LearningTopology.PARAMETERS);
    model = store.open(settings.scope().modelKey(partition), settings.specification(), arrays);
    LOG.info(
        "model opened partition={} restored={} examples={} specification={}",
        partition,
        model.restored(),
        learner.examples(),
        model.specificationHash());
    context.schedule(STATUS_INTERVAL, PunctuationType.WALL_CLOCK_TIME, time -> publish(true, 0));
    publish(true, 0);
  }

  @Override
  public void process(Record<byte[], Decoded> record) {
    RecordMetadata at = context.recordMetadata().orElseThrow();
    checkNotLearned(at);
    switch (record.value()) {
      case Decoded.Fit fit -> learn(record, fit, at);
      case Decoded.Unfit unfit -> {
        model.passed(at.offset());
        reject(record, at, unfit.reason(), unfit.message());
      }
    }
  }

  private void learn(Record<byte[], Decoded> record, Decoded.Fit fit, RecordMetadata at) {
    Label label = fit.example().label();
    Prediction prediction =
        label == null ? learner.predict(fit.example().features()) : learner.learn(fit.example());
    model.learned(at.offset(), learner.examples());
    Refusal refusal = prediction.refusal();
    if (refusal != null) {
      String message = "refused by the model of partition " + at.partition();
      reject(record, at, RejectReason.of(refusal), message);
      return;
    }
    Coordinates coordinates =
        new Coordinates(fit.id(), at.partition(), at.offset(), prediction.modelVersion());
    context.forward(
        record.withValue(encode(coordinates, prediction)), LearningTopology.PREDICTIONS);
    if (label != null) {
      evaluation.add(prediction, label);
      byte[] loss = losses.encode(coordinates, prediction.loss(), evaluation.fadedLoss());
      context.forward(record.withValue(loss), LearningTopology.LOSSES);
    }
  }

  /** A model that has learned a record must not see it again as if it were new. */
  private void checkNotLearned(RecordMetadata at) {
    if (at.offset() < model.learnedUpToOffset()) {
      throw new StreamsException(
          ("%s-%d: got offset %d again, but the stored model has learned up to %d. The offsets of"
                  + " this application.id were reset without its state; use another application.id"
                  + " to learn the topic anew.")
              .formatted(at.topic(), at.partition(), at.offset(), model.learnedUpToOffset()));
    }
  }

  private byte[] encode(Coordinates coordinates, Prediction prediction) {
    List<String> classes = settings.mapping().classes();
    return classes.isEmpty()
        ? predictions.encodeValue(coordinates, prediction.value())
        : predictions.encodeClass(
            coordinates, classes.get(prediction.predictedClass()), prediction.scores());
  }

  private void reject(
      Record<byte[], Decoded> record, RecordMetadata at, RejectReason reason, String message) {
    board.countReject(reason);
    context.forward(
        Reject.of(record, record.value().bytes(), at, reason, message), LearningTopology.REJECTS);
  }

  private void publish(boolean open, int weightsCrc32c) {
    board.publish(
        new PartitionStatus(
            context.taskId().partition(),
            open,
            model.learnedUpToOffset(),
            learner.examples(),
            model.restored(),
            weightsCrc32c,
            evaluation.snapshot()));
  }

  @Override
  public void close() {
    publish(false, learner.weightsCrc32c());
  }
}
