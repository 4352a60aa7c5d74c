package io.gradstream.evaluation.drift;

import java.util.Locale;

/** The drift detectors there are. */
public enum DriftKind {
  /** Nothing watches. */
  NONE,
  /** Adaptive windowing (Bifet and Gavaldà 2007). */
  ADWIN,
  /** A test of cumulative sums (Page 1954). */
  PAGE_HINKLEY,
  /** Drift detection method (Gama et al. 2004). */
  DDM,
  /** Kolmogorov-Smirnov windowing (Raab et al. 2020). */
  KSWIN;

  /** The name in configurations and topics. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
