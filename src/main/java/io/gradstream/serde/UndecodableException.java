package io.gradstream.serde;

/**
 * Bytes that are not a record of a known schema. Without a stack trace: it is an ordinary event.
 */
public final class UndecodableException extends Exception {
  private static final long serialVersionUID = 1L;

  public UndecodableException(String message) {
    super(message, null, false, false);
  }
}
