package io.gradstream.topology;

import io.gradstream.evaluation.Drift;
import io.gradstream.feature.ExampleExtractor;
import io.gradstream.feature.Mapping;
import io.gradstream.feature.RawRow;
import io.gradstream.feature.UnfitException;
import io.gradstream.learning.Example;
import io.gradstream.learning.Label;
import io.gradstream.learning.Learner;
import io.gradstream.learning.Prediction;
import io.gradstream.learning.Refusal;
import io.gradstream.serde.Coordinates;
import io.gradstream.serde.LossEncoder;
import io.gradstream.serde.PredictionEncoder;
import io.gradstream.state.ParameterStore;
import io.gradstream.state.StoredModel;
import io.gradstream.state.StoredParts;
import java.time.Duration;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes an example of a record, predicts it, then learns from it. The model lives in the store. */
final class LearnProcessor implements Processor<byte[], Decoded, byte[], byte[]> {
  private static final Logger LOG = LoggerFactory.getLogger(LearnProcessor.class);
  private static final Duration STATUS_DELAY = Duration.ofMillis(200);

  /** To measure a model costs about as much as to learn a few examples. */
  private static final Duration MEASURE_DELAY = Duration.ofSeconds(5);

  private final LearningSettings settings;
  private final StatusBoard board;
  private final WorkListener listener;
  private final Reject rejects;
  private PredictionEncoder predictions;
  private LossEncoder losses;
  private ProcessorContext<byte[], byte[]> context;
  private Model model;
  private StoredModel stored;
  private StoredModel.OffsetRange anyBetween;
  private ExampleExtractor extractor;
  private InputReader reader;
  private EvaluationPublisher evaluations;
  private Countdown dueStatus;
  private Sightings sightings;
  private Countdown dueMeasure;
  private PartitionWork work;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
  LearnProcessor(LearningSettings settings, StatusBoard board, WorkListener listener) {
    this.settings = settings;
    this.board = board;
    this.listener = listener;
    this.rejects = new Reject(settings.application());
  }

  /**
   * Begins with a fresh model: a task that is revived after an aborted transaction comes here
   * again, with this same processor and perhaps with an empty store.
   */
  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    this.work = listener.of(context.taskId().partition());
    this.predictions = settings.formats().predictions().get();
    this.losses = settings.formats().losses().get();
    this.model = settings.model().get();
    int partition = context.taskId().partition();
    ParameterStore store = context.getStateStore(LearningTopology.PARAMETERS);
    this.stored =
        store.open(
            settings.scope().modelKey(partition),
            new StoredParts(
                settings.specification(), settings.identity(), model.learned(), model.measured()));
    TopicPartition input = new TopicPartition(settings.topics().input(), partition);
    this.anyBetween = (from, to) -> settings.inputLog().holdsRecords(input, from, to);
    this.extractor = new ExampleExtractor(settings.mapping(), model.names());
    this.reader = new InputReader(extractor, settings.mapping().limits());
    this.evaluations = new EvaluationPublisher(context, settings, model);
    this.sightings =
        new Sightings(context, board.recent(), settings.mapping().labelKind(), model.names());
    this.dueStatus = new Countdown(context, () -> publish(true, 0));
    this.dueMeasure = new Countdown(context, () -> work.measured(model.learner().layers()));
    LOG.info(
        "model opened partition={} restored={} examples={} specification={}",
        partition,
        stored.restored(),
        model.learner().examples(),
        stored.specificationHash());
    if (stored.measuresAnew()) {
      LOG.info("evaluation begins anew, it is configured in another way partition={}", partition);
    }
    publish(true, 0);
    work.opened(store::statistics);
    work.measured(model.learner().layers());
  }

  @Override
  public void process(Record<byte[], Decoded> record) {
    RecordMetadata at = context.recordMetadata().orElseThrow();
    stored.checkIsNext(context.taskId(), at.offset(), anyBetween);
    switch (record.value()) {
      case Decoded.Framed framed -> learn(record, framed, at);
      case Decoded.Refused refused -> passBy(record, at, refused.refusal());
    }
    work.finished(record.timestamp());
    dueStatus.start(STATUS_DELAY);
    dueMeasure.start(MEASURE_DELAY);
  }

  private void learn(Record<byte[], Decoded> record, Decoded.Framed framed, RecordMetadata at) {
    Example example;
    String id;
    try {
      RawRow row = reader.read(framed);
      id = reader.id(framed, row);
      example = extractor.extract(row, InputReader.timestampMillis(record.timestamp()));
    } catch (UnfitException e) {
      passBy(record, at, e);
      return;
    }
    work.decoded();
    Learner learner = model.learner();
    Label label = example.label();
    Prediction prediction =
        label == null ? learner.predict(example.features()) : learner.learn(example);
    stored.learned(at.offset(), learner.examples());
    work.stepped();
    Refusal refusal = prediction.refusal();
    if (refusal != null) {
      String message =
          "refused by the model of partition %d: %s"
              .formatted(at.partition(), refusal.explanation());
      reject(record, at, new RejectReason.Refused(refusal), message);
      return;
    }
    Coordinates coordinates =
        new Coordinates(
            id, at.partition(), at.offset(), prediction.modelVersion(), record.timestamp());
    forward(record, encode(coordinates, prediction), LearningTopology.PREDICTIONS);
    board.countPrediction();
    sightings.predicted(coordinates, record.timestamp(), prediction, label);
    if (label == null) {
      board.countUnlabelled(at.partition(), at.offset());
      work.predicted();
    } else {
      work.learned(prediction.loss(), label);
      Drift drift = model.evaluate(prediction, label);
      byte[] loss = losses.encode(coordinates, prediction.loss(), model.evaluation().fadedLoss());
      forward(record, loss, LearningTopology.LOSSES);
      evaluations.evaluated(coordinates, drift);
      if (drift != null) {
        sightings.drifted(drift);
      }
    }
  }

  /** Of a record that makes no example the model knows that it was read. */
  private void passBy(Record<byte[], Decoded> record, RecordMetadata at, UnfitException refusal) {
    stored.passed(at.offset());
    String message = String.valueOf(refusal.getMessage());
    reject(record, at, new RejectReason.Unfit(refusal.reason()), message);
  }

  /**
   * Without the input's headers: they are not the prediction's, and may be as large as it. Its
   * timestamp is of now: a broker deletes what looks old, and refuses what is of the future.
   */
  private void forward(Record<byte[], Decoded> record, byte[] value, String child) {
    context.forward(new Record<>(record.key(), value, context.currentSystemTimeMs()), child);
  }

  private byte[] encode(Coordinates coordinates, Prediction prediction) {
    if (settings.mapping().labelKind() == Mapping.LabelKind.REAL) {
      return predictions.encodeValue(coordinates, prediction.value());
    }
    String predicted =
        prediction.classes() == 0 ? null : model.names().classes().get(prediction.predictedClass());
    return predictions.encodeClass(
        coordinates, predicted, prediction.scores(), prediction.classes());
  }

  private void reject(
      Record<byte[], Decoded> record, RecordMetadata at, RejectReason reason, String message) {
    board.countReject(at.partition(), at.offset(), reason);
    sightings.rejected(at, reason, message);
    Record<byte[], byte[]> reject = rejects.of(record, record.value().bytes(), at, reason, message);
    context.forward(reject.withTimestamp(context.currentSystemTimeMs()), LearningTopology.REJECTS);
  }

  private void publish(boolean open, int weightsCrc32c) {
    board.publish(
        new PartitionStatus(
            context.taskId().partition(),
            open,
            stored.learnedUpToOffset(),
            model.learner().examples(),
            stored.restored(),
            weightsCrc32c,
            model.evaluation().snapshot(),
            model.classNames(),
            model.learner().followed(),
            model.doubts(),
            model.evaluation().confusion()));
    work.published();
  }

  @Override
  public void close() {
    dueStatus.stop();
    dueMeasure.stop();
    evaluations.close();
    publish(false, model.learner().weightsCrc32c());
    work.closed();
  }
}
