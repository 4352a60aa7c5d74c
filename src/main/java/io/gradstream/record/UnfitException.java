package io.gradstream.record;

import io.gradstream.text.Shown;

/** A record that makes no example. Without a stack trace: it is an ordinary event. */
public final class UnfitException extends Exception {
  private static final long serialVersionUID = 1L;

  private static final int MAX_MESSAGE_CHARS = 500;

  private final UnfitReason reason;

  /**
   * The message says which field, what it got and what it wants; what it quotes of the record or
   * its schema is cut, and made fit to be {@link Shown}.
   */
  public UnfitException(UnfitReason reason, String message) {
    super(Shown.line(Shown.start(message, MAX_MESSAGE_CHARS)), null, false, false);
    this.reason = reason;
  }

  public UnfitReason reason() {
    return reason;
  }
}
