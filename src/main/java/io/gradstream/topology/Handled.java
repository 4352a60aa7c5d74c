package io.gradstream.topology;

import io.gradstream.evaluation.drift.Drift;
import io.gradstream.learning.Label;
import io.gradstream.learning.Prediction;
import org.jspecify.annotations.Nullable;

/** What became of a record. Predictions are live: they are valid until the next record. */
public sealed interface Handled {
  /**
   * The record was predicted, then learned.
   *
   * @param id of the example, or null
   * @param prediction made before it was learned
   * @param drift the change of the loss that was detected with it, or null
   */
  record Learned(@Nullable String id, Prediction prediction, Label label, @Nullable Drift drift)
      implements Handled {}

  /**
   * The record has no label and was only predicted.
   *
   * @param id of the example, or null
   */
  record Predicted(@Nullable String id, Prediction prediction) implements Handled {}

  /**
   * The record goes to the reject topic.
   *
   * @param message which field, what it got and what it wants
   */
  record Rejected(RejectReason reason, String message) implements Handled {}
}
