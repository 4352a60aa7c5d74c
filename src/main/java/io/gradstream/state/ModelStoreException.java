package io.gradstream.state;

import org.apache.kafka.streams.errors.StreamsException;

/**
 * What is stored is not the configured model, or is damaged. A {@link StreamsException}, so Kafka
 * Streams stops the task with this message instead of skipping a record.
 */
public final class ModelStoreException extends StreamsException {
  ModelStoreException(String message) {
    super(message);
  }
}
