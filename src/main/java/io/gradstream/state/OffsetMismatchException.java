package io.gradstream.state;

/** The model is sound, but older than the one that was committed with the input offset. */
public final class OffsetMismatchException extends DamagedModelException {
  private final long learnedUpToOffset;
  private final long committedOffset;

  OffsetMismatchException(String model, long learnedUpToOffset, long committedOffset) {
    super(
        "%s has learned up to input offset %d, but a model that had learned up to %d was committed"
            .formatted(model, Math.max(0, learnedUpToOffset), committedOffset));
    this.learnedUpToOffset = Math.max(0, learnedUpToOffset);
    this.committedOffset = committedOffset;
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
