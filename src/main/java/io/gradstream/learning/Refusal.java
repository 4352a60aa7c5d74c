package io.gradstream.learning;

/** Why a learner would not learn from an example. Nothing learned was changed by it. */
public enum Refusal {
  NON_FINITE_INPUT("a feature or the label is infinite, or too large for a float"),
  NON_FINITE_SCORE("the scores of the prediction are not finite"),
  NON_FINITE_LOSS("the loss is not finite"),
  NON_FINITE_UPDATE("the update is not finite, or so large that a weight could overflow");

  private final String explanation;

  Refusal(String explanation) {
    this.explanation = explanation;
  }

  /** What is wrong, for people. */
  public String explanation() {
    return explanation;
  }
}
