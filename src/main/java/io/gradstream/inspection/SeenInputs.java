package io.gradstream.inspection;

import io.gradstream.kernel.Kernels;
import io.gradstream.learning.FeatureVector;
import io.gradstream.network.NameArray;
import io.gradstream.scale.Doubt;
import io.gradstream.scale.FeatureScale;
import java.util.Arrays;
import java.util.List;

/** The numeric inputs of some examples, and what is suspicious of them. */
final class SeenInputs {
  private final FeatureScale scale;
  private final double[] values;

  /**
   * @param inputs at most
   */
  SeenInputs(int inputs) {
    this.scale = new FeatureScale(inputs, inputs, Kernels.best(), Double.POSITIVE_INFINITY, true);
    this.values = new double[Kernels.padded(inputs)];
    Arrays.fill(values, Double.NaN);
  }

  /** What is suspicious of the values of one input, in their order. */
  static List<Doubt> doubtsOf(double[] values) {
    SeenInputs seen = new SeenInputs(1);
    for (double value : values) {
      seen.values[0] = value;
      seen.see(1);
    }
    return seen.scale.doubts();
  }

  /** Includes those of an example. */
  void see(FeatureVector features) {
    for (int i = 0; i < features.size(); i++) {
      values[i] = features.get(i);
    }
    see(features.size());
  }

  private void see(int inputs) {
    if (scale.transform(values, inputs)) {
      scale.include();
    }
  }

  /** What is suspicious of those that there were many of, each after its name. */
  List<String> doubts(NameArray names) {
    return scale.doubts().stream().map(doubt -> doubt.of(names.get(doubt.feature()))).toList();
  }
}
