package io.gradstream.state;

/**
 * What this instance has of a model is not whole. Nothing was learned or overwritten. A restore
 * from the start of the changelog may help: Kafka Streams makes one after a stream thread has
 * failed.
 */
public sealed class DamagedModelException extends ModelStoreException
    permits OffsetMismatchException {
  DamagedModelException(String message) {
    super(message);
  }
}
