package io.gradstream.network;

import io.gradstream.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/** Lengths of what a forward and a backward pass have left in a workspace. */
public final class Norms {
  private final Kernels kernels;
  private final DenseLayer[] layers;
  private final @Nullable HashedTable table;
  private final @Nullable Embeddings embeddings;

  Norms(
      Kernels kernels,
      DenseLayer[] layers,
      @Nullable HashedTable table,
      @Nullable Embeddings embeddings) {
    this.kernels = kernels;
    this.layers = layers;
    this.table = table;
    this.embeddings = embeddings;
  }

  /**
   * The squared length of the gradient of the last backward pass. A layer's gradient is the outer
   * product of its inputs (and 1, for the bias) and its deltas, so its length is the product of
   * theirs.
   */
  public double squaredGradientNorm(Workspace workspace) {
    double sum = embeddings != null ? embeddings.squaredDeltas(workspace) : 0;
    for (int l = 1; l <= layers.length; l++) {
      sum += squaredGradientNorm(l, workspace);
    }
    return sum;
  }

  /** The part of a layer in it; the first layer's is with the rows of a table. */
  public double squaredGradientNorm(int layer, Workspace workspace) {
    double inputs = squaredInputs(layer, workspace);
    if (layer == 1 && embeddings != null) {
      inputs += embeddings.squaredInputs(workspace);
    }
    if (layer == 1 && table != null) {
      inputs += table.squaredInputs(workspace);
    }
    return squaredNorm(workspace.deltas[layer], workspace.widths[layer]) * (1 + inputs);
  }

  /** The squared length of a layer's dense weights and biases, those not in use included. */
  public double squaredWeights(int layer, Parameters parameters) {
    DenseLayer dense = layers[layer - 1];
    double sum = 0;
    for (int i = dense.bias().offset(); i < dense.weights().end(); i++) {
      double weight = parameters.values()[i];
      sum += weight * weight;
    }
    return sum;
  }

  /** The largest of the squared lengths of all layers' inputs and deltas of the last pass. */
  public double largestSquaredLength(Workspace workspace) {
    double largest = embeddings != null ? embeddings.squaredInputs(workspace) : 0;
    if (embeddings != null) {
      largest = Math.max(largest, embeddings.squaredDeltas(workspace));
    }
    if (table != null) {
      largest = Math.max(largest, table.squaredInputs(workspace));
    }
    for (int l = 1; l <= layers.length; l++) {
      largest = Math.max(largest, squaredInputs(l, workspace));
      largest = Math.max(largest, squaredNorm(workspace.deltas[l], workspace.widths[l]));
    }
    return largest;
  }

  /** The squared length of a layer's inputs, sparse ones not included. */
  public double squaredInputs(int layer, Workspace workspace) {
    return squaredNorm(workspace.activations[layer - 1], workspace.widths[layer - 1]);
  }

  /**
   * {@code Σ (x / max(s, |x|))²} over all inputs of the first layer, zero ones excepted.
   *
   * @param largest holds the {@code s} of an input in the first place of its row
   */
  public double normalizedInputs(Parameters largest, Workspace workspace) {
    double sum = layers[0].normalizedInputs(largest, workspace);
    if (embeddings != null) {
      sum += embeddings.normalizedInputs(largest, workspace);
    }
    return table != null ? sum + table.normalizedInputs(largest, workspace) : sum;
  }

  private double squaredNorm(float[] vector, int width) {
    return kernels.dot(vector, vector, Kernels.padded(width));
  }
}
