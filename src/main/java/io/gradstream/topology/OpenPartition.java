package io.gradstream.topology;

import io.gradstream.input.InputReader;
import io.gradstream.model.Model;
import io.gradstream.state.ParameterStore;
import io.gradstream.state.StoredModel;
import io.gradstream.state.StoredParts;
import java.time.Duration;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A partition that is worked on: its model, restored from the store, and all that surrounds it. */
final class OpenPartition {
  private static final Logger LOG = LoggerFactory.getLogger(OpenPartition.class);
  private static final Duration SHOW_DELAY = Duration.ofMillis(200);

  /** Measuring a model costs about as much as learning a few examples. */
  private static final Duration MEASURE_DELAY = Duration.ofSeconds(5);

  private final ProcessorContext<byte[], byte[]> context;
  private final Model model;
  private final StoredModel stored;
  private final StoredModel.OffsetRange anyBetween;
  private final RecordLearner learner;
  private final Outputs outputs;
  private final PartitionObserver observer;
  private final Countdown dueShow;
  private final Countdown dueMeasure;

  /** Opens the partition of a task; the model is fresh where the store has none. */
  OpenPartition(
      ProcessorContext<byte[], byte[]> context,
      LearningSettings settings,
      PartitionObserver observer) {
    int partition = context.taskId().partition();
    this.context = context;
    this.observer = observer;
    this.model = settings.model().get();
    ParameterStore store = context.getStateStore(LearningTopology.PARAMETERS);
    this.stored =
        store.open(
            settings.scope().modelKey(partition),
            new StoredParts(
                settings.specification(), settings.identity(), model.learned(), model.measured()));
    TopicPartition input = new TopicPartition(settings.topics().input(), partition);
    this.anyBetween = (from, to) -> settings.inputLog().holdsRecords(input, from, to);
    InputReader reader = new InputReader(settings.mapping(), model.names());
    this.learner = new RecordLearner(reader, model, observer);
    this.outputs = new Outputs(context, settings, model);
    this.dueShow = new Countdown(context, observer::show);
    this.dueMeasure = new Countdown(context, this::measure);
    log();
    observer.opened(
        new OpenModel(
            input.topic(),
            partition,
            model,
            stored.restored(),
            stored::learnedUpToOffset,
            store::statistics));
    measure();
  }

  private void log() {
    int partition = context.taskId().partition();
    LOG.info(
        "model opened partition={} restored={} examples={} specification={}",
        partition,
        stored.restored(),
        model.learner().examples(),
        stored.specificationHash());
    if (stored.measuresAnew()) {
      LOG.info("scores start over, evaluation was configured differently partition={}", partition);
    }
  }

  private void measure() {
    observer.measured(model.learner().layers());
  }

  RecordLearner learner() {
    return learner;
  }

  Outputs outputs() {
    return outputs;
  }

  /** Refuses a record that is not the next one for the model. */
  void checkIsNext(RecordMetadata at) {
    stored.checkIsNext(context.taskId(), at.offset(), anyBetween);
  }

  /** Advances the model past a record, whatever became of it. */
  void advanceTo(RecordMetadata at) {
    stored.advanceTo(at.offset(), model.learner().examples());
  }

  void tell(RecordMetadata at, long timestampMillis, Handled handled) {
    observer.handled(at.offset(), timestampMillis, handled, context.currentSystemTimeMs());
    dueShow.start(SHOW_DELAY);
    dueMeasure.start(MEASURE_DELAY);
  }

  void close() {
    dueShow.stop();
    dueMeasure.stop();
    outputs.close();
    observer.closed();
  }
}
