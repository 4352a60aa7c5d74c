package io.gradstream.network;

import io.gradstream.kernel.Kernels;

/**
 * What one example scribbles on, allocated once. Index 0 of the activations is the network's input,
 * index {@code l} belongs to the {@code l}-th layer. All arrays are padded; padding is zero.
 */
public final class Workspace {
  final float[][] activations;
  final float[][] sums;
  final float[][] deltas;
  final float[] scores;

  Workspace(NetworkSpec spec, DenseLayer[] layers) {
    activations = new float[layers.length + 1][];
    sums = new float[layers.length + 1][];
    deltas = new float[layers.length + 1][];
    activations[0] = new float[Kernels.padded(spec.inputs())];
    sums[0] = new float[0];
    deltas[0] = new float[0];
    for (int l = 1; l <= layers.length; l++) {
      int width = Kernels.padded(layers[l - 1].outputs());
      activations[l] = new float[width];
      sums[l] = new float[width];
      deltas[l] = new float[width];
    }
    scores = new float[spec.loss().scores(spec.outputs())];
  }

  /** The network's input, to be filled before a forward pass. */
  public float[] inputs() {
    return activations[0];
  }

  /** What the link made of the logits: the probability of each class, or the predicted value. */
  public float[] scores() {
    return scores;
  }

  /** What the layer ({@code 1, 2, …}) read. */
  public float[] layerInputs(int layer) {
    return activations[layer - 1];
  }

  /** ∂loss/∂z of the layer ({@code 1, 2, …}). */
  public float[] deltas(int layer) {
    return deltas[layer];
  }
}
