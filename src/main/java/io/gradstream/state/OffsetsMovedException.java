package io.gradstream.state;

/**
 * The input goes on elsewhere than the model has learned up to. Nothing was learned or overwritten.
 * If Kafka Streams has skipped records, another stream thread begins where the model is; if offsets
 * were set by hand, it does not.
 */
public final class OffsetsMovedException extends ModelStoreException {
  private final int partition;
  private final long learnedUpToOffset;

  OffsetsMovedException(String model, int partition, long learnedUpToOffset, long offset) {
    super(
        "%s has learned up to input offset %d, but was given offset %d next: %s"
            .formatted(
                model,
                learnedUpToOffset,
                offset,
                offset < learnedUpToOffset
                    ? "it would learn records twice"
                    : "it would never learn the records between"));
    this.partition = partition;
    this.learnedUpToOffset = learnedUpToOffset;
  }

  /** The partition of the input. */
  public int partition() {
    return partition;
  }

  /** The offset of the first input record that the model has not learned. */
  public long learnedUpToOffset() {
    return learnedUpToOffset;
  }
}
