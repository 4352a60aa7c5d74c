package io.gradstream.app;

import java.util.OptionalDouble;

/**
 * A partition whose model is being read from its changelog.
 *
 * @param done records of the changelog that are read
 * @param of how many there are to read
 * @param seconds that it has taken so far
 * @param silentSeconds since the last came. What a killed process left in an open transaction comes
 *     once that has timed out, after {@code transaction.timeout.ms}
 */
public record RestoringPartition(
    int partition, long done, long of, double seconds, double silentSeconds) {
  /** The seconds it will take at the rate it had so far; unknown before the first records. */
  public OptionalDouble secondsLeft() {
    return done <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(seconds * Math.max(0, of - done) / done);
  }
}
