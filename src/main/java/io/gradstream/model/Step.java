package io.gradstream.model;

import io.gradstream.evaluation.drift.Drift;
import io.gradstream.learning.Label;
import io.gradstream.learning.Prediction;
import io.gradstream.learning.Refusal;
import org.jspecify.annotations.Nullable;

/** What became of an example. Predictions are live: they are valid until the next step. */
public sealed interface Step {
  /**
   * The example was predicted, then learned.
   *
   * @param prediction made before it was learned
   * @param drift the change of the loss that was detected with it, or null
   */
  record Learned(Prediction prediction, Label label, @Nullable Drift drift) implements Step {
    /** Whether the loss was found to have risen with it. */
    public boolean foundRise() {
      return drift != null && drift.rises();
    }
  }

  /** The example has no label and was only predicted. */
  record Predicted(Prediction prediction) implements Step {}

  /** The model refused the example: nothing was learned from it. */
  record Refused(Refusal refusal) implements Step {}
}
