package io.gradstream.state;

import org.apache.kafka.streams.processor.TaskId;

/**
 * The input goes on elsewhere than the model has learned up to. Nothing was learned or overwritten.
 * If Kafka Streams has skipped records, another stream thread begins where the model is; if offsets
 * were set by hand, it does not.
 */
public final class OffsetsMovedException extends ModelStoreException {
  private final long learnedUpToOffset;
  private final boolean skipped;

  OffsetsMovedException(
      String model, TaskId task, long learnedUpToOffset, long offset, boolean skipped) {
    super(
        "%s has learned up to input offset %d, but was given offset %d next: %s"
            .formatted(
                model,
                Math.max(0, learnedUpToOffset),
                offset,
                offset < learnedUpToOffset
                    ? "it would learn records twice"
                    : "it would never learn the records between"));
    setTaskId(task);
    this.learnedUpToOffset = Math.max(0, learnedUpToOffset);
    this.skipped = skipped;
  }

  /** The offset of the first input record that the model has not learned. */
  public long learnedUpToOffset() {
    return learnedUpToOffset;
  }

  /**
   * Whether the group stands where the model is, so that Kafka Streams has skipped records: another
   * stream thread reads them again.
   */
  public boolean skipped() {
    return skipped;
  }
}
