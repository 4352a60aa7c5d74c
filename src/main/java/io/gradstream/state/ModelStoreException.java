package io.gradstream.state;

import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.TaskId;

/**
 * A stored model cannot be used. A {@link StreamsException}, so that Kafka Streams passes it on as
 * it is; thrown in {@code Processor.init} it arrives at the uncaught exception handler as a cause.
 * Its message says what was found; what to do, the caller knows better.
 */
public sealed class ModelStoreException extends StreamsException
    permits DamagedModelException, OffsetsMovedException, OtherModelException {
  ModelStoreException(String message) {
    super(message);
  }

  /** The partition of the input that the model learns from; -1 if no model was opened yet. */
  public int partition() {
    return taskId().map(TaskId::partition).orElse(-1);
  }
}
