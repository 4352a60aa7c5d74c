package io.gradstream.serde.registry;

import io.gradstream.text.Shown;

/**
 * Bytes that are not a record of a known schema. Without a stack trace: it is an ordinary event.
 */
public final class UndecodableException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int MAX_MESSAGE_CHARS = 500;

  /** The message may quote what it refuses, a schema of megabytes: it is cut. */
  public UndecodableException(String message) {
    super(Shown.line(Shown.start(message, MAX_MESSAGE_CHARS)), null, false, false);
  }
}
