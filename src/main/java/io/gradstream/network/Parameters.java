package io.gradstream.network;

import io.gradstream.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * All a network has learned: one flat array of which tensors are views, the hashed table and the
 * embeddings. The tables are stored in small blocks. Gradients have this type.
 */
public final class Parameters {
  private final FloatArray array;
  private final List<Tensor> tensors;
  private final FloatArray table;
  private final List<FloatArray> embeddings;

  /** Zeros; the arrays are named {@code prefix/parameters} and so on. */
  Parameters(String prefix, NetworkSpec spec, List<Tensor> tensors) {
    this.tensors = List.copyOf(tensors);
    this.array = new FloatArray(prefix + "/parameters", tensors.getLast().end());
    int width = Kernels.padded(tensors.getFirst().used());
    this.table = table(prefix + "/table", spec.rows(), width);
    List<FloatArray> tables = new ArrayList<>();
    for (EmbeddingSpec embedding : spec.embeddings()) {
      String name = prefix + "/embedding-" + tables.size();
      tables.add(table(name, embedding.rows(), Kernels.padded(embedding.width())));
    }
    this.embeddings = List.copyOf(tables);
  }

  private static FloatArray table(String name, int rows, int columns) {
    return new FloatArray(name, Math.multiplyExact(rows, columns), LearnedArray.TABLE_BLOCK_BYTES);
  }

  /** The flat array. */
  public FloatArray array() {
    return array;
  }

  /** The live values of the flat array, padding included. */
  public float[] values() {
    return array.values();
  }

  /** In the order of the flat array. */
  public List<Tensor> tensors() {
    return tensors;
  }

  /** The hashed table, a padded row of the first layer's units for each sparse input. */
  public FloatArray table() {
    return table;
  }

  /** The {@code index}-th embedding, padded rows. */
  public FloatArray embedding(int index) {
    return embeddings.get(index);
  }

  /** All arrays, for the store: the flat one, the table if there is one, the embeddings. */
  public List<FloatArray> arrays() {
    List<FloatArray> arrays = new ArrayList<>();
    arrays.add(array);
    if (table.length() > 0) {
      arrays.add(table);
    }
    arrays.addAll(embeddings);
    return List.copyOf(arrays);
  }

  /** Adds all arrays, in that order, padding included, as little-endian floats to a checksum. */
  public void addTo(CRC32C crc) {
    arrays().forEach(part -> part.addTo(crc));
  }

  /** CRC-32C of all arrays in that order, padding included, as little-endian floats. */
  public int crc32c() {
    CRC32C crc = new CRC32C();
    addTo(crc);
    return (int) crc.getValue();
  }
}
