package io.gradstream.network;

import java.util.Arrays;
import java.util.List;

/** Arrays of the shape of the parameters that a rule updates along with them, zero at first. */
public final class ParallelParameters {
  /** An array, because walking a list with every step may allocate an iterator. */
  final Parameters[] parts;

  final float[][] values;
  final float[][] table;
  final float[][][] embeddings;

  ParallelParameters(List<Parameters> parts, int embeddings) {
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
