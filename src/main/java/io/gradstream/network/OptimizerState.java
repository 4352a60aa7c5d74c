package io.gradstream.network;

import java.util.Arrays;
import java.util.List;

/** What an optimizer learns besides the parameters: arrays of their shape, zero at first. */
public final class OptimizerState {
  /** An array, because walking a list with every step may allocate an iterator. */
  final Parameters[] parts;

  final float[][] values;
  final float[][] table;
  final float[][][] embeddings;

  OptimizerState(List<Parameters> parts, int embeddings) {
    this.parts = parts.toArray(Parameters[]::new);
    this.values = parts.stream().map(Parameters::values).toArray(float[][]::new);
    this.table = parts.stream().map(part -> part.table().values()).toArray(float[][]::new);
    this.embeddings = new float[embeddings][][];
    for (int k = 0; k < embeddings; k++) {
      int index = k;
      this.embeddings[k] =
          parts.stream().map(part -> part.embedding(index).values()).toArray(float[][]::new);
    }
  }

  /** The state of the rules with this number. */
  public Parameters part(int index) {
    return parts[index];
  }

  /** All arrays, for the store. */
  public List<FloatArray> arrays() {
    return Arrays.stream(parts).flatMap(part -> part.arrays().stream()).toList();
  }
}
