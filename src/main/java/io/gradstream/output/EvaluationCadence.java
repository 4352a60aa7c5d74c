package io.gradstream.output;

import java.time.Duration;

/**
 * When evaluations are published: at every multiple of a number of examples, and at the latest
 * after a delay, in wall-clock time, after an example.
 */
public record EvaluationCadence(long examples, Duration delay) {
  /** Checks that both are positive. */
  public EvaluationCadence {
    if (examples < 1) {
      throw new IllegalArgumentException("every: got %d, wants at least 1".formatted(examples));
    }
    if (!delay.isPositive()) {
      throw new IllegalArgumentException(
          "every-seconds: got %s, wants more than 0".formatted(delay.toSeconds()));
    }
  }
}
