package io.gradstream.network;

import java.util.Random;

/** Where a layer's weights start; biases start at zero. */
public enum Initializer {
  /** Uniform within ±√(6 / inputs): keeps the variance through ReLUs (He et al. 2015, eq. 10). */
  HE {
    @Override
    double bound(int inputs, int outputs) {
      return Math.sqrt(6.0 / inputs);
    }
  },
  /** Uniform within ±√(6 / (inputs + outputs)) (Glorot and Bengio 2010, eq. 16). */
  XAVIER {
    @Override
    double bound(int inputs, int outputs) {
      return Math.sqrt(6.0 / (inputs + outputs));
    }
  },
  /** All zero: for a layer whose inputs differ already, such as the output layer. */
  ZERO {
    @Override
    double bound(int inputs, int outputs) {
      return 0;
    }
  };

  abstract double bound(int inputs, int outputs);

  /**
   * Fills a layer's weights, input by input. {@link Random} because its algorithm is part of its
   * specification: a seed gives the same weights on every JDK.
   */
  final void initialize(DenseLayer layer, float[] parameters, Random random) {
    float bound = (float) bound(layer.inputs(), layer.outputs());
    for (int i = 0; i < layer.inputs(); i++) {
      for (int j = 0; j < layer.outputs(); j++) {
        parameters[layer.weightIndex(i, j)] = bound * (2f * random.nextFloat() - 1f);
      }
    }
  }
}
