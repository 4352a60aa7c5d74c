package io.gradstream.feature;

/** A record that makes no example. Without a stack trace: it is an ordinary event. */
public final class UnfitException extends Exception {
  private static final long serialVersionUID = 1L;

  private final UnfitReason reason;

  /** The message says which field, what it got and what it wants. */
  public UnfitException(UnfitReason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  public UnfitReason reason() {
    return reason;
  }
}
