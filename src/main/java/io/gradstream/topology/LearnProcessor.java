package io.gradstream.topology;

import io.gradstream.input.Decoded;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Predicts each record, then learns from it. The model lives in the store. */
final class LearnProcessor implements Processor<byte[], Decoded, byte[], byte[]> {
  private final LearningSettings settings;
  private final PartitionObservers observers;
  private ProcessorContext<byte[], byte[]> context;
  private OpenPartition partition;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
  LearnProcessor(LearningSettings settings, PartitionObservers observers) {
    this.settings = settings;
    this.observers = observers;
  }

  /**
   * Begins with a fresh model: a task that is revived after an aborted transaction comes here
   * again, with this same processor and perhaps with an empty store.
   */
  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    PartitionObserver observer = observers.of(context.taskId().partition());
    this.partition = new OpenPartition(context, settings, observer);
  }

  @Override
  public void process(Record<byte[], Decoded> record) {
    RecordMetadata at = context.recordMetadata().orElseThrow();
    partition.checkIsNext(at);
    Handled handled = partition.learner().handle(record.value(), record.timestamp());
    partition.advanceTo(at);
    partition.outputs().send(record, at, handled);
    partition.tell(at, record.timestamp(), handled);
  }

  @Override
  public void close() {
    partition.close();
  }
}
