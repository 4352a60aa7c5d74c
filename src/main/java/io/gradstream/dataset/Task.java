package io.gradstream.dataset;

/** What to take the labels of a file for. */
public enum Task {
  /** Classes if any label is not a number or all are few whole numbers; real numbers otherwise. */
  AUTO,
  /** Every distinct label is a class. */
  CLASSIFICATION,
  /** Every label is a real number. */
  REGRESSION
}
