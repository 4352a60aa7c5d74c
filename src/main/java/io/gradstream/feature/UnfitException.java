package io.gradstream.feature;

/** A record that makes no example. Without a stack trace: it is an ordinary event. */
public final class UnfitException extends Exception {
  private static final long serialVersionUID = 1L;

  public UnfitException(String message) {
    super(message, null, false, false);
  }
}
