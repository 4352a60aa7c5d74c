package io.gradstream.state;

/** The model is sound, but not the one that was committed with the input offset. */
public final class OffsetMismatchException extends DamagedModelException {
  private final int partition;
  private final long learnedUpToOffset;
  private final long committedOffset;

  OffsetMismatchException(
      String model, int partition, long learnedUpToOffset, long committedOffset) {
    super(
        "%s has learned up to input offset %d, but a model that had learned up to %d was committed"
            .formatted(model, Math.max(0, learnedUpToOffset), committedOffset));
    this.partition = partition;
    this.learnedUpToOffset = Math.max(0, learnedUpToOffset);
    this.committedOffset = committedOffset;
  }

  /** The partition of the input. */
  public int partition() {
    return partition;
  }

  /** The offset of the first input record that this model has not learned. */
  public long learnedUpToOffset() {
    return learnedUpToOffset;
  }

  /** The same of the model that was committed. */
  public long committedOffset() {
    return committedOffset;
  }
}
