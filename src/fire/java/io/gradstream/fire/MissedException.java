package io.gradstream.fire;

/** A strike that found nothing to break, or had no effect. */
final class MissedException extends Exception {
  MissedException(String message) {
    super(message);
  }
}
