package io.gradstream.fire;

/** A strike found nothing to break. */
final class MissedException extends Exception {
  MissedException(String message) {
    super(message);
  }
}
