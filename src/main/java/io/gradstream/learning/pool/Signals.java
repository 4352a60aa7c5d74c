package io.gradstream.learning.pool;

import io.gradstream.network.Workspace;
import io.gradstream.scale.FeatureScale;

/**
 * What there is to say of an example's features beside their values, as sparse inputs: that one is
 * missing, that it is a sentinel, how far it is from its line. A signal that is not given costs
 * nothing and changes nothing.
 */
final class Signals {
  private final int features;
  private final int[] rows;
  private final float[] values;
  private int count;

  /**
   * @param features that may give signals, the first ones
   */
  Signals(int features) {
    this.features = features;
    this.rows = new int[rows()];
    this.values = new float[rows()];
  }

  /** Rows of a table that they take. */
  int rows() {
    return features * FeatureScale.SIGNALS;
  }

  /** Takes those of what a scale has transformed last. */
  void take(FeatureScale scale, int size) {
    count = 0;
    for (int f = 0; f < Math.min(features, size); f++) {
      for (int signal = 0; signal < FeatureScale.SIGNALS; signal++) {
        float value = scale.signal(f, signal);
        if (value != 0) {
          rows[count] = f * FeatureScale.SIGNALS + signal;
          values[count++] = value;
        }
      }
    }
  }

  /** Adds them to a workspace, at rows from {@code first} on. */
  void addTo(Workspace workspace, int first) {
    for (int k = 0; k < count; k++) {
      workspace.addRow(first + rows[k], values[k]);
    }
  }
}
