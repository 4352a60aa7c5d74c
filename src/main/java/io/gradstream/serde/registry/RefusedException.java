package io.gradstream.serde.registry;

/**
 * The registry answers, but refuses this one question; the message has its answer. Without a stack
 * trace: records may ask anything.
 */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  RefusedException(String answer) {
    super(answer, null, false, false);
  }
}
