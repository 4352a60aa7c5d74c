package io.gradstream.learning;

/** Why a learner would not learn from an example. Nothing learned was changed by it. */
public enum Refusal {
  /** A feature or the label is infinite, or too large for a float. */
  NON_FINITE_INPUT,
  /** The scores of the prediction are not finite. */
  NON_FINITE_SCORE,
  /** The loss is not finite. */
  NON_FINITE_LOSS,
  /** The update is not finite, or so large that a weight could overflow. */
  NON_FINITE_UPDATE
}
