package io.gradstream.optimizer;

import io.gradstream.kernel.Fading;
import io.gradstream.kernel.Kernels;
import io.gradstream.network.FloatArray;
import io.gradstream.network.GradientScaling;
import io.gradstream.network.LearnedArray;
import io.gradstream.network.Network;
import io.gradstream.network.NetworkSpec;
import io.gradstream.network.Workspace;
import io.gradstream.network.Workspace.LayerGradient;
import java.util.ArrayList;
import java.util.List;

/**
 * Running mean squares of what goes into each layer and of the deltas that come back to it. The
 * gradient of one example is their outer product, so the product of the two approximates the mean
 * square of each weight's gradient in {@code rows + columns} numbers instead of {@code rows ·
 * columns}: exactly where inputs and deltas vary independently, which is the assumption of Martens
 * and Grosse 2015 (section 3.1) and, for a matrix of rank one, the factors of Shazeer and Stern
 * 2018 (section 3).
 *
 * <p>Examples of which no step is taken may fade the means, as if their gradients had been zero, or
 * leave them as they are.
 *
 * <p>Rows of tables have a mean square of their own. It fades while the row is not touched, without
 * being written: the step of the last touch is kept beside it.
 *
 * <p>An input or a class that comes into use late has no mean yet: its first value counts as if all
 * before had been like it. The mean of a row of a table is over all steps so far, whether or not it
 * was touched, so the rarer a row, the longer its steps, up to {@code 1 / √(1 − keep)} times as
 * long. The mean of the deltas of an embedding's elements is over the examples that have a row of
 * it, since how rare a row is its own mean square says.
 */
final class FactoredMoments implements GradientScaling {
  /** Steps that are kept are so modulo this, and counts up to it: a float holds them exactly. */
  private static final int STEPS = 1 << 24;

  /** Untaken steps that fade the means, at most: the first one after a rest must not be huge. */
  private static final int MOST_REST = 1000;

  private final Kernels kernels;
  private final Fading fading;
  private final FloatArray squares;
  private final List<RowSquares> rows;

  /** How often a row of each embedding was looked up: a missing one has no deltas. */
  private final FloatArray lookups;

  /** The number of the last step; empty where rest does not fade. */
  private final FloatArray last;

  private final int[] inputOffsets;
  private final int[] deltaOffsets;
  private final int embeddedOffset;
  private final int[] embeddingDeltaOffsets;
  private float keep;
  private float correction;
  private long step;

  private record RowSquares(FloatArray squares, FloatArray touched) {
    static RowSquares of(String name, int rows) {
      int bytes = LearnedArray.TABLE_BLOCK_BYTES;
      return new RowSquares(
          new FloatArray(name + "-squares", rows, bytes),
          new FloatArray(name + "-touched", rows, bytes));
    }
  }

  /**
   * @param keep what a mean square keeps of its past with each step, 0 to below 1
   * @param fadesAtRest whether steps that are left out fade the means
   */
  FactoredMoments(Network network, double keep, boolean fadesAtRest) {
    NetworkSpec spec = network.spec();
    this.kernels = network.kernels();
    this.fading = new Fading(keep);
    int depth = network.depth();
    this.inputOffsets = new int[depth + 1];
    this.deltaOffsets = new int[depth + 1];
    int end = 0;
    for (int l = 1; l <= depth; l++) {
      inputOffsets[l] = end;
      end += Kernels.padded(network.layer(l).inputs());
      deltaOffsets[l] = end;
      end += Kernels.padded(network.layer(l).outputs());
    }
    this.embeddedOffset = end;
    end += Kernels.padded(spec.embeddedInputs());
    this.embeddingDeltaOffsets = new int[spec.embeddings().size()];
    String name = network.name() + "optimizer/";
    List<RowSquares> tables = new ArrayList<>();
    tables.add(RowSquares.of(name + "table", spec.rows()));
    for (int k = 0; k < embeddingDeltaOffsets.length; k++) {
      embeddingDeltaOffsets[k] = end;
      end += Kernels.padded(spec.embeddings().get(k).width());
      tables.add(RowSquares.of(name + "embedding-" + k, spec.embeddings().get(k).rows()));
    }
    this.squares = new FloatArray(name + "squares", end);
    this.lookups = new FloatArray(name + "lookups", embeddingDeltaOffsets.length);
    this.last = new FloatArray(name + "last-step", fadesAtRest ? 1 : 0);
    this.rows = List.copyOf(tables);
  }

  /** All that is learned. */
  List<FloatArray> arrays() {
    List<FloatArray> arrays = new ArrayList<>(List.of(squares));
    if (lookups.length() > 0) {
      arrays.add(lookups);
    }
    if (last.length() > 0) {
      arrays.add(last);
    }
    for (RowSquares table : rows) {
      if (table.squares.length() > 0) {
        arrays.add(table.squares);
        arrays.add(table.touched);
      }
    }
    return List.copyOf(arrays);
  }

  @Override
  public void begin(long step) {
    this.step = step;
    this.keep = fading.keep();
    this.correction = fading.correction(step + 1);
    if (last.length() > 0) {
      int now = (int) (step % STEPS);
      int since = Math.floorMod(now - (int) last.values()[0], STEPS);
      this.keep = fading.power(Math.min(since, MOST_REST));
      last.values()[0] = now;
      last.markAllChanged();
    }
    squares.markAllChanged();
  }

  /** {@code a / √E[a²]}. */
  @Override
  public int scaleInputs(int layer, Workspace workspace) {
    int width = workspace.width(layer - 1);
    LayerGradient gradient = workspace.layer(layer);
    over(
        gradient.inputs(),
        inputOffsets[layer],
        Kernels.padded(width),
        keep,
        correction,
        1f,
        gradient.scaledInputs());
    int used = 0;
    for (int i = inputOffsets[layer]; i < inputOffsets[layer] + width; i++) {
      used += squares.values()[i] > 0 ? 1 : 0;
    }
    return used;
  }

  /**
   * {@code factor · δ / √E[δ²]}; of the first layer also the values of its rows, what is looked up
   * in embeddings, and the deltas of that.
   */
  @Override
  public void scaleDeltas(int layer, float factor, Workspace workspace) {
    LayerGradient gradient = workspace.layer(layer);
    over(
        gradient.deltas(),
        deltaOffsets[layer],
        Kernels.padded(workspace.width(layer)),
        keep,
        correction,
        factor,
        gradient.scaledDeltas());
    if (layer == 1) {
      normalizeRows(workspace);
      normalizeEmbeddings(factor, workspace);
    }
  }

  private void normalizeRows(Workspace workspace) {
    for (int k = 0; k < workspace.rowCount(); k++) {
      float v = workspace.rowValue(k);
      workspace.setScaledRow(k, v * rowScale(rows.getFirst(), workspace.row(k), v));
    }
  }

  private void normalizeEmbeddings(float factor, Workspace workspace) {
    LayerGradient lookups = workspace.lookups();
    float[] e = lookups.inputs();
    over(e, embeddedOffset, e.length, keep, correction, 1f, lookups.scaledInputs());
    for (int k = 0; k < embeddingDeltaOffsets.length; k++) {
      if (workspace.embeddingRow(k) >= 0) {
        normalizeLookup(k, factor, workspace);
      }
    }
  }

  private void normalizeLookup(int k, float factor, Workspace workspace) {
    float count = Math.min(lookups.values()[k] + 1, STEPS);
    lookups.values()[k] = count;
    lookups.markChanged(k, k + 1);
    LayerGradient embedding = workspace.embedding(k);
    float[] delta = embedding.deltas();
    float scale = factor * rowScale(rows.get(1 + k), workspace.embeddingRow(k), 1f);
    over(
        delta,
        embeddingDeltaOffsets[k],
        delta.length,
        fading.keep(),
        fading.correction((long) count),
        scale,
        embedding.scaledDeltas());
  }

  private void over(
      float[] x, int offset, int length, float keep, float correction, float factor, float[] out) {
    kernels.overRootMeanSquare(
        x, squares.values(), offset, length, keep, fading.gain(), correction, factor, out);
  }

  private float rowScale(RowSquares table, int row, float value) {
    int now = (int) (step % STEPS);
    int since = Math.floorMod(now - (int) table.touched.values()[row], STEPS);
    float faded = fading.power(since) * table.squares.values()[row];
    float square = Math.fma(fading.gain(), value * value, faded);
    table.squares.values()[row] = square;
    table.touched.values()[row] = now;
    table.squares.markChanged(row, row + 1);
    table.touched.markChanged(row, row + 1);
    return 1f / ((float) Math.sqrt(correction * square) + Kernels.EPSILON);
  }
}
