package io.gradstream.learning;

import org.jspecify.annotations.Nullable;

/**
 * Features and, if it is known, the label.
 *
 * @param weight how much is to be learned from it, as the factor of its gradient; 1 is the rule. At
 *     0 it is predicted, scored and counted, and teaches nothing about its label.
 */
public record Example(FeatureVector features, @Nullable Label label, float weight) {
  /** Checks the weight. */
  public Example {
    if (!(weight >= 0 && weight <= Float.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "weight: got %s, wants a finite number of at least 0".formatted(weight));
    }
  }

  /** An example of weight 1. */
  public Example(FeatureVector features, @Nullable Label label) {
    this(features, label, 1f);
  }
}
