package io.gradstream.network;

import io.gradstream.kernel.Kernels;
import java.util.Arrays;
import java.util.Objects;

/**
 * What one example scribbles on, allocated once. Index 0 of the activations is the network's dense
 * input, index {@code l} belongs to the {@code l}-th layer. All arrays are padded; padding is zero.
 */
public final class Workspace {
  private static final int FIRST_ROWS = 64;

  private final NetworkSpec spec;
  private final int rowStride;

  /** How many elements of each layer's outputs are in use; index 0 is the dense input. */
  final int[] widths;

  final float[][] activations;
  final float[][] sums;
  final float[][] deltas;
  final float[][] scaledDeltas;
  final float[][] scaledInputs;
  final float[] scores;
  final int[] embeddingRows;
  final float[] embedded;
  final float[] scaledEmbedded;
  final float[] embeddedDelta;
  final float[][] embeddingDeltas;
  final float[][] scaledEmbeddingDeltas;
  int rows;
  int[] rowStarts = new int[FIRST_ROWS];
  float[] rowValues = new float[FIRST_ROWS];
  float[] scaledRowValues = new float[FIRST_ROWS];

  Workspace(NetworkSpec spec, DenseLayer[] layers) {
    this.spec = spec;
    this.rowStride = Kernels.padded(layers[0].outputs());
    this.widths = new int[layers.length + 1];
    this.activations = new float[layers.length + 1][];
    this.sums = new float[layers.length + 1][];
    this.deltas = new float[layers.length + 1][];
    this.scaledDeltas = new float[layers.length + 1][];
    this.scaledInputs = new float[layers.length][];
    widths[0] = spec.inputs();
    activations[0] = new float[Kernels.padded(spec.inputs())];
    sums[0] = new float[0];
    deltas[0] = new float[activations[0].length];
    scaledInputs[0] = new float[activations[0].length];
    scaledDeltas[0] = new float[0];
    for (int l = 1; l <= layers.length; l++) {
      widths[l] = layers[l - 1].outputs();
      int padded = Kernels.padded(widths[l]);
      activations[l] = new float[padded];
      sums[l] = new float[padded];
      deltas[l] = new float[padded];
      scaledDeltas[l] = new float[padded];
      if (l < layers.length) {
        scaledInputs[l] = new float[padded];
      }
    }
    this.scores = new float[spec.loss().scores(spec.outputs())];
    this.embeddingRows = new int[spec.embeddings().size()];
    Arrays.fill(embeddingRows, -1);
    this.embedded = new float[Kernels.padded(spec.embeddedInputs())];
    this.scaledEmbedded = new float[embedded.length];
    this.embeddedDelta = new float[embedded.length];
    this.embeddingDeltas = newEmbeddingDeltas();
    this.scaledEmbeddingDeltas = newEmbeddingDeltas();
  }

  private float[][] newEmbeddingDeltas() {
    return spec.embeddings().stream()
        .map(embedding -> new float[Kernels.padded(embedding.width())])
        .toArray(float[][]::new);
  }

  /** The network's dense input, to be filled before a forward pass. */
  public float[] inputs() {
    return activations[0];
  }

  /** What {@link Network#backwardToInputs} has found: ∂loss/∂input of the dense inputs. */
  public float[] inputDeltas() {
    return deltas[0];
  }

  /** Says how many dense inputs and outputs are in use; all of them until then. */
  public void use(int inputs, int outputs) {
    Objects.checkFromToIndex(0, inputs, spec.inputs());
    Objects.checkFromToIndex(0, outputs, spec.outputs());
    widths[0] = inputs;
    widths[widths.length - 1] = outputs;
  }

  /** Forgets all rows of the hashed table. */
  public void clearRows() {
    Arrays.fill(rowValues, 0, rows, 0f);
    rows = 0;
  }

  /**
   * Adds a sparse input: a row of the hashed table, no row twice, and its value. It allocates only
   * for more rows than any example before had.
   *
   * @throws IllegalArgumentException for a row that the table does not have
   */
  public void addRow(int row, float value) {
    if (row < 0 || row >= spec.rows()) {
      throw new IllegalArgumentException(
          "row: got %d, wants one of %d".formatted(row, spec.rows()));
    }
    if (rows == rowStarts.length) {
      rowStarts = Arrays.copyOf(rowStarts, 2 * rows);
      rowValues = Arrays.copyOf(rowValues, 2 * rows);
      scaledRowValues = new float[2 * rows];
    }
    rowStarts[rows] = row * rowStride;
    rowValues[rows] = value;
    rows++;
  }

  /** Takes over the rows and embeddings of another workspace of the same tables. */
  public void copySparse(Workspace other) {
    clearRows();
    for (int k = 0; k < other.rows; k++) {
      addRow(other.rowStarts[k] / other.rowStride, other.rowValues[k]);
    }
    System.arraycopy(other.embeddingRows, 0, embeddingRows, 0, embeddingRows.length);
  }

  /**
   * Chooses the row of an embedding.
   *
   * @param row -1 if it is missing
   * @throws IllegalArgumentException for a row that the embedding does not have
   */
  public void setEmbedding(int embedding, int row) {
    int rowsThere = spec.embeddings().get(embedding).rows();
    if (row < -1 || row >= rowsThere) {
      throw new IllegalArgumentException(
          "row of embedding %d: got %d, wants one of %d, or -1"
              .formatted(embedding, row, rowsThere));
    }
    embeddingRows[embedding] = row;
  }

  /**
   * What the link made of the logits: the probability of each class in use, or the predicted value.
   */
  public float[] scores() {
    return scores;
  }
}
