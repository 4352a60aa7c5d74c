package io.gradstream.feature;

import io.gradstream.text.Shown;

/** A record that makes no example. Without a stack trace: it is an ordinary event. */
public final class UnfitException extends Exception {
  private static final long serialVersionUID = 1L;

  private final UnfitReason reason;

  /**
   * The message says which field, what it got and what it wants; what it quotes of the record is
   * made fit to be {@link Shown}.
   */
  public UnfitException(UnfitReason reason, String message) {
    super(Shown.line(message), null, false, false);
    this.reason = reason;
  }

  public UnfitReason reason() {
    return reason;
  }
}
