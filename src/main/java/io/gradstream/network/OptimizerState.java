package io.gradstream.network;

import java.util.List;

/** What an optimizer learns besides the parameters: arrays of their shape, zero at first. */
public final class OptimizerState {
  private final List<Parameters> parts;
  final float[][] values;
  final float[][] table;
  final float[][][] embeddings;

  OptimizerState(List<Parameters> parts, int embeddings) {
    this.parts = List.copyOf(parts);
    this.values = parts.stream().map(Parameters::values).toArray(float[][]::new);
    this.table = parts.stream().map(part -> part.table().values()).toArray(float[][]::new);
    this.embeddings = new float[embeddings][][];
    for (int k = 0; k < embeddings; k++) {
      int index = k;
      this.embeddings[k] =
          parts.stream().map(part -> part.embedding(index).values()).toArray(float[][]::new);
    }
  }

  /** In the order of the rule's states. */
  public List<Parameters> parts() {
    return parts;
  }

  /** All arrays, for the store. */
  public List<FloatArray> arrays() {
    return parts.stream().flatMap(part -> part.arrays().stream()).toList();
  }
}
