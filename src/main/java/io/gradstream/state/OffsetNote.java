package io.gradstream.state;

import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * How far each model had learned when the input offset was committed, written beside that offset in
 * the same transaction. It tells whether a model that is opened is the one that was committed,
 * whatever store, changelog and the offsets between them say.
 *
 * <p>Kafka Streams keeps numbers of processors in the committed offset's metadata, but only its
 * internal context reaches them (4.3.1). Offsets that were set by hand have none.
 */
record OffsetNote(InternalProcessorContext<?, ?> context) {
  private static final String PREFIX = "learned-up-to/";

  static OffsetNote in(StateStoreContext context) {
    return new OffsetNote((InternalProcessorContext<?, ?>) context);
  }

  /** Of the last commit; null if it has none. */
  @Nullable Long committed(String modelKey) {
    return context.processorMetadataForKey(PREFIX + modelKey);
  }

  /** For the commit that is under way. */
  void write(String modelKey, long learnedUpToOffset) {
    context.addProcessorMetadataKeyValue(PREFIX + modelKey, learnedUpToOffset);
  }

  TaskId task() {
    return context.taskId();
  }
}
