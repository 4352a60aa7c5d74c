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
  private final LayerGradient[] layers;
  private final LayerGradient lookups;
  private final LayerGradient[] embeddingGradients;
  int rows;
  int[] rowStarts = new int[FIRST_ROWS];
  float[] rowValues = new float[FIRST_ROWS];
  float[] scaledRowValues = new float[FIRST_ROWS];

  /**
   * The gradient of a layer's weights for one example as what it is, an outer product of the
   * layer's inputs and its deltas; and both as an optimizer has scaled them. The arrays are live
   * and padded.
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  public record LayerGradient(
      float[] inputs, float[] deltas, float[] scaledInputs, float[] scaledDeltas) {}

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
    float[] none = {};
    this.lookups = new LayerGradient(embedded, none, scaledEmbedded, none);
    this.embeddingGradients = new LayerGradient[embeddingDeltas.length];
    for (int k = 0; k < embeddingDeltas.length; k++) {
      embeddingGradients[k] =
          new LayerGradient(none, embeddingDeltas[k], none, scaledEmbeddingDeltas[k]);
    }
    this.layers = new LayerGradient[layers.length];
    for (int l = 1; l <= layers.length; l++) {
      this.layers[l - 1] =
          new LayerGradient(activations[l - 1], deltas[l], scaledInputs[l - 1], scaledDeltas[l]);
    }
  }

  private float[][] newEmbeddingDeltas() {
    return spec.embeddings().stream()
        .map(embedding -> new float[Kernels.padded(embedding.width())])
        .toArray(float[][]::new);
  }

  /** The gradient of the layer {@code 1, 2, …}. */
  public LayerGradient layer(int index) {
    return layers[index - 1];
  }

  /** What is looked up in embeddings, as inputs of the first layer; it has no deltas of its own. */
  public LayerGradient lookups() {
    return lookups;
  }

  /** The deltas of the row that is looked up in an embedding; it has no inputs. */
  public LayerGradient embedding(int index) {
    return embeddingGradients[index];
  }

  /** The row that is looked up in an embedding, -1 if it is missing. */
  public int embeddingRow(int index) {
    return embeddingRows[index];
  }

  /** How many outputs of a layer are in use; of layer 0 the dense inputs. */
  public int width(int layer) {
    return widths[layer];
  }

  /** The number of sparse inputs. */
  public int rowCount() {
    return rows;
  }

  /** A row of the hashed table. */
  public int row(int index) {
    return rowStarts[index] / rowStride;
  }

  /** The value of a row. */
  public float rowValue(int index) {
    return rowValues[index];
  }

  /** Sets the value of a row as an optimizer has scaled it. */
  public void setScaledRow(int index, float scaled) {
    scaledRowValues[index] = scaled;
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
