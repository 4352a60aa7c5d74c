package io.gradstream.evaluation.drift;

/** What a detector makes of the values so far. */
public enum DriftLevel {
  /** They are as before. */
  STABLE,
  /** They may have begun to change. */
  WARNING,
  /** They have changed. */
  DRIFT
}
