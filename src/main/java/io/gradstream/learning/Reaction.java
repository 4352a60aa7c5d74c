package io.gradstream.learning;

/** What a learner may do where its loss is found to have risen, beside going on. */
public enum Reaction {
  /**
   * Learning rates that fall go back to what they were after {@value RateSteps#RAISED} examples, if
   * they have fallen further.
   */
  RAISE_RATES,
  /**
   * The half of a pool's members with the larger faded loss start over, except those that did so
   * less than {@value RateSteps#RAISED} examples ago. A single network has no members.
   */
  RESTART_MEMBERS,
  /**
   * The running moments of features, and of real labels, weigh as much as {@value
   * Standardizer#REMEMBERED} examples from now on.
   */
  FORGET_STANDARDIZER
}
