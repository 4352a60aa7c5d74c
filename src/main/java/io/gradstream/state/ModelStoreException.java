package io.gradstream.state;

import org.apache.kafka.streams.errors.StreamsException;

/**
 * What is stored is not the configured model, or is damaged. A {@link StreamsException}, so that
 * Kafka Streams passes it on as it is; thrown in {@code Processor.init} it arrives at the uncaught
 * exception handler as a cause. Its message ends with what to do, but for a new model, whose place
 * the caller knows.
 */
public sealed class ModelStoreException extends StreamsException permits OtherModelException {
  ModelStoreException(String message) {
    super(message);
  }
}
