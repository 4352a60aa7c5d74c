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
  /**
   * He's, but each unit of the first hidden layer begins with {@value #CONNECTIONS} dense inputs,
   * drawn at random and perhaps twice, and zeros for the others (Martens 2010, section 5): units
   * begin different, and the useless inputs of a stream in few of them.
   */
  SPARSE {
    @Override
    double bound(int inputs, int outputs) {
      return HE.bound(inputs, outputs);
    }
  },
  /** All zero: for a layer whose inputs differ already, such as the output layer. */
  ZERO {
    @Override
    double bound(int inputs, int outputs) {
      return 0;
    }
  };

  private static final int CONNECTIONS = 4;

  abstract double bound(int inputs, int outputs);

  /** Connects each of the first {@code outputs} outputs to a few of the first inputs. */
  static void connect(DenseLayer layer, int inputs, int outputs, float[] values, Random random) {
    int connections = Math.min(CONNECTIONS, inputs);
    float bound = (float) HE.bound(connections, outputs);
    for (int j = 0; j < outputs; j++) {
      for (int k = 0; k < connections; k++) {
        values[layer.weightIndex(random.nextInt(inputs), j)] += draw(bound, random);
      }
    }
  }

  /**
   * Draws the weights of the first {@code inputs} inputs to the first {@code outputs} outputs of a
   * layer, input by input. {@link Random} because its algorithm is part of its specification: a
   * seed gives the same weights on every JDK.
   */
  static void draw(
      DenseLayer layer, int inputs, int outputs, float bound, float[] values, Random random) {
    for (int i = 0; i < inputs; i++) {
      for (int j = 0; j < outputs; j++) {
        values[layer.weightIndex(i, j)] = draw(bound, random);
      }
    }
  }

  /** The same for rows of a tensor. */
  static void draw(Tensor tensor, int outputs, float bound, float[] values, Random random) {
    for (int r = 0; r < tensor.rows(); r++) {
      for (int c = 0; c < outputs; c++) {
        values[tensor.offset() + r * tensor.columns() + c] = draw(bound, random);
      }
    }
  }

  private static float draw(float bound, Random random) {
    return bound * (2f * random.nextFloat() - 1f);
  }
}
