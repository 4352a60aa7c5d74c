package io.gradstream.network;

/**
 * How much of a network's capacity is in use. What is beyond it costs nothing and is zero; an input
 * or an output that comes into use starts with zero weights, so the network is at that moment the
 * same function of the others.
 *
 * @param inputs dense inputs in use
 * @param outputs outputs in use
 */
public record Extent(int inputs, int outputs) {
  /** Fails with an {@link IllegalArgumentException} where a network cannot begin so. */
  void checkFits(NetworkSpec spec) {
    int least = spec.loss() instanceof Loss.SoftmaxCrossEntropy ? 0 : spec.outputs();
    if (inputs < 0 || inputs > spec.inputs() || outputs < least || outputs > spec.outputs()) {
      throw new IllegalArgumentException(
          "in use: got %d inputs and %d outputs, wants 0 to %d and %d to %d"
              .formatted(inputs, outputs, spec.inputs(), least, spec.outputs()));
    }
  }

  /** All of a network. */
  public static Extent of(NetworkSpec spec) {
    return new Extent(spec.inputs(), spec.outputs());
  }
}
